package org.peerchallenge.attack;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;

/** Who may change what: one line for each endpoint of ours that writes. */
final class Writes {

  /** Whether a person may write where these path values point. */
  private interface Rule extends BiPredicate<String, Map<String, String>> {}

  private static final Rule NOBODY = (user, path) -> false;
  private static final Rule OFFICE = (user, path) -> user.equals("office");
  private static final Rule DATA = (user, path) -> user.equals("data");
  private static final Rule OFFICE_OR_ADMINISTRATOR =
      (user, path) -> user.equals("office") || user.equals("admin");
  private static final Rule ANALYST_OR_OFFICE =
      (user, path) -> user.equals("analyst") || user.equals("office");
  private static final Rule OWN =
      (user, path) -> Expected.isOwnCase(user, key(path)) || Expected.isOwnTeam(user, key(path));
  private static final Rule DIRECTOR = (user, path) -> Expected.isOwnCase(user, key(path));
  private static final Rule ANYBODY = (user, path) -> true;

  private static final Map<String, Rule> WHO =
      Map.ofEntries(
          Map.entry("POST /arrangements/{year}", OFFICE),
          Map.entry("POST /arrangements/{year}/check", OFFICE),
          Map.entry("POST /arrangements/{year}/entries", OFFICE),
          Map.entry("POST /arrangements/{year}/entries/{entry}/withdraw", OFFICE),
          Map.entry("POST /arrangements/{year}/groups", OFFICE),
          Map.entry("POST /arrangements/{year}/groups/{number}/remove", OFFICE),
          Map.entry("POST /assessments/{year}/{numbers}/amendment", DIRECTOR),
          Map.entry(
              "POST /assessments/{year}/{numbers}/review",
              (user, path) ->
                  Expected.isPeerDirector(user, key(path)) || DIRECTOR.test(user, path)),
          Map.entry("POST /assessments/{year}/{numbers}/timetable", OWN),
          Map.entry("POST /cases/{year}/change", OFFICE),
          // A director may pause the own self-assessment, and ask for no other change.
          Map.entry("POST /cases/{year}/{local}/change", OFFICE),
          Map.entry("POST /changes/{id}/confirm", OFFICE),
          Map.entry("POST /changes/{id}/drop", OFFICE),
          Map.entry("POST /changes/{id}/undo", OFFICE),
          Map.entry("POST /concerns", ANYBODY),
          Map.entry("POST /concerns/{id}/readers", NOBODY),
          Map.entry("POST /concerns/{id}/steps", NOBODY),
          Map.entry("POST /days/{year}/{number}", OFFICE),
          // The entry is a field: of group 1 it is 846, of group 2 870, of group 3 936.
          Map.entry("POST /days/{year}/{number}/attendees", Writes::mayChangeTeam),
          Map.entry("POST /days/{year}/{number}/attendees/{id}/remove", Writes::mayChangeTeam),
          Map.entry("POST /notices/{id}/send-again", OFFICE),
          Map.entry("POST /notices/send-all-again", OFFICE),
          Map.entry("POST /notices/{id}/set-aside", OFFICE),
          Map.entry("POST /office/notices/hold", OFFICE),
          Map.entry("POST /office/notices/release", OFFICE),
          Map.entry("POST /office/packs/{year}", OFFICE),
          Map.entry("POST /office/packs/{year}/stop", OFFICE),
          Map.entry("POST /notices/mine", ANYBODY),
          Map.entry("POST /meetings/{year}/{kind}", OFFICE),
          Map.entry("POST /meetings/{year}/{kind}/call-off", OFFICE),
          Map.entry("POST /calendar", ANYBODY),
          Map.entry("POST /calendar/end", ANYBODY),
          Map.entry("POST /replies/{code}", ANYBODY),
          Map.entry("POST /unsubscribe/{code}", ANYBODY),
          Map.entry("POST /office/seen", OFFICE),
          Map.entry("POST /office/steps/{job}/try-again", OFFICE),
          Map.entry("POST /figures/imports", DATA),
          Map.entry("POST /figures/imports/{id}/check", DATA),
          Map.entry("POST /figures/imports/{id}/publish", DATA),
          Map.entry("POST /figures/imports/{id}/throw-away", DATA),
          Map.entry("POST /figures/imports/{id}/model-year", DATA),
          Map.entry("POST /figures/imports/{id}/indicator", DATA),
          Map.entry("POST /figures/imports/{id}/commas", DATA),
          Map.entry("POST /figures/imports/{id}/mapping", DATA),
          Map.entry("POST /figures/imports/editions/{number}/undo", DATA),
          Map.entry("POST /figures/imports/indicators", DATA),
          Map.entry("POST /figures/frameworks", DATA),
          Map.entry("POST /figures/frameworks/{code}/report", DATA),
          Map.entry("POST /process-change/uploads", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/folder", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/earlier", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/cases", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/cases/preview", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/preview", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/replay", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/propose", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/trial", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/trial/steps", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/trial/end", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/approve", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/refuse", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/withdraw", ANALYST_OR_OFFICE),
          Map.entry("POST /process-change/{id}/deploy", ANALYST_OR_OFFICE),
          Map.entry("PUT /drafts/{taskId}", Writes::hasTaken),
          Map.entry("POST /people", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/authorities", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/{username}", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/{username}/roles", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/{username}/roles/end", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/{username}/delegations", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/{username}/delegations/{id}/end", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/{username}/invitation", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/{username}/invitation/take-back", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/{username}/lock", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /people/{username}/unlock", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /plan/{year}/matches", OFFICE),
          Map.entry("POST /register/{year}/introductions", OFFICE),
          Map.entry("POST /register/{year}/{id}/outcome", Writes::ownsItem),
          // Items 1 and 2 are 870's, 3 and 4 are 886's.
          Map.entry("POST /register/{year}/{id}/validate", Writes::ownsItem),
          Map.entry("POST /register/{year}/{id}/withdraw", Writes::ownsItem),
          Map.entry(
              "POST /reports/{year}/{entry}/correction",
              (user, path) ->
                  OFFICE.test(user, path)
                      || DIRECTOR.test(user, path)
                      || Expected.isFacilitatorOf(user, key(path))),
          Map.entry("POST /assessments/{year}/{numbers}/sharing", DIRECTOR),
          Map.entry("POST /assessments/{year}/{numbers}/comments/{section}", OWN),
          Map.entry("POST /assessments/{year}/{numbers}/comments/{section}/{comment}/settled", OWN),
          Map.entry("POST /assessments/{year}/{numbers}/public/marks", OWN),
          Map.entry("POST /assessments/{year}/{numbers}/public/marks/{mark}/remove", OWN),
          Map.entry("POST /assessments/{year}/{numbers}/public/issue", DIRECTOR),
          Map.entry("POST /assessments/{year}/{numbers}/evidence", OWN),
          Map.entry("POST /assessments/{year}/{numbers}/evidence/{id}/removal", OWN),
          Map.entry("DELETE /assessments/{year}/{numbers}/evidence/{id}", OWN),
          Map.entry("POST /assessments/{year}/{numbers}/leaders", DIRECTOR),
          Map.entry("POST /password", ANYBODY),
          Map.entry("POST /people/{username}/second-factor/remove", OFFICE_OR_ADMINISTRATOR),
          Map.entry("POST /sign-in", ANYBODY),
          Map.entry("POST /sign-in/link", ANYBODY),
          Map.entry("POST /sign-in/passkey", ANYBODY),
          Map.entry("POST /sign-in/passkey/options", ANYBODY),
          Map.entry("POST /password/passkeys", ANYBODY),
          Map.entry("POST /password/passkeys/options", ANYBODY),
          Map.entry("POST /password/passkeys/{id}/remove", ANYBODY),
          Map.entry("POST /sign-in/link/{token}", ANYBODY),
          Map.entry("POST /sign-in/second-factor", ANYBODY),
          Map.entry("POST /invitation/{token}", ANYBODY),
          Map.entry("POST /invitation/{token}/accept", ANYBODY),
          Map.entry("POST /tasks/troubles", ANYBODY),
          Map.entry("POST /telephone", ANYBODY),
          // Open tasks were not sent by anybody; who sent one takes it back alone.
          Map.entry("POST /tasks/{id}/undo", NOBODY),
          Map.entry("POST /sign-out", ANYBODY),
          Map.entry("POST /error", NOBODY));

  /** Fields of forms that take whatever is sent. */
  private static final Map<String, Map<String, String>> FIELDS =
      Map.ofEntries(
          Map.entry(
              "POST /people",
              Map.of("username", "example-person", "name", "Example", "email", "e@example.org")),
          Map.entry(
              "POST /people/authorities",
              Map.of("dfeNumber", "999", "onsCode", "E06000999", "kind", "unitary")),
          Map.entry(
              "POST /people/{username}/roles",
              Map.of("role", "team", "authority", "871", "as", "PERMANENT", "from", "2019-02-20")),
          Map.entry(
              "POST /people/{username}/roles/end",
              Map.of("role", "team", "authority", "871", "lastDay", "2019-03-01", "when", "")),
          Map.entry(
              "POST /people/{username}/delegations",
              Map.of(
                  "held", "lead-member/936",
                  "deputy", "team-936",
                  "from", "2019-05-01",
                  "to", "2019-05-02")),
          Map.entry("POST /people/{username}/invitation", Map.of("way", "")),
          Map.entry("POST /notices/mine", Map.of("rhythm", "DAILY")),
          Map.entry(
              "POST /meetings/{year}/{kind}",
              Map.of("day", "2019-06-12", "starts", "10:00", "ends", "12:00", "link", "")),
          Map.entry("POST /telephone", Map.of("number", "01632 960123")),
          Map.entry(
              "POST /assessments/{year}/{numbers}/comments/{section}",
              Map.of("words", "An example")),
          Map.entry(
              "POST /figures/imports",
              Map.of("kind", "ees", "mapping", "", "file", "time_period,referral_count\n2018,1\n")),
          Map.entry(
              "POST /figures/imports/{id}/publish",
              Map.of("withoutFaults", "true", "outOfRange", "true")),
          Map.entry(
              "POST /figures/imports/{id}/mapping",
              Map.of("name", "An example", "column-0", "referral_count", "indicator-0", "CIN")),
          Map.entry(
              "POST /figures/frameworks",
              Map.of("name", "An example", "from", "2027-04-01", "areas", "Leaders", "grades", "")),
          Map.entry(
              "POST /figures/frameworks/{code}/report",
              Map.of(
                  "authority", "846",
                  "type", "Example inspection",
                  "started", "2026-05-04",
                  "published", "2026-06-05",
                  "grade-leaders", "Good")),
          Map.entry(
              "POST /figures/imports/indicators",
              Map.of(
                  "code", "EXAMPLE",
                  "topic", "An example",
                  "name", "An example",
                  "polarity", "none",
                  "unit", "count",
                  "periodType", "Financial Year",
                  "publication", "An example")),
          Map.entry(
              "POST /cases/{year}/change",
              Map.of(
                  "kind", "move-years-dates",
                  "assessmentDue", "2018-12-18",
                  "summit", "2019-03-22",
                  "closes", "2019-08-30")),
          Map.entry(
              "POST /cases/{year}/{local}/change", Map.of("kind", "own-timetable", "due", "")),
          Map.entry("POST /changes/{id}/confirm", Map.of("reason", "An example")),
          Map.entry(
              "POST /arrangements/{year}/groups", Map.of("version", "0", "day", "2019-06-13")),
          Map.entry("POST /arrangements/{year}/groups/{number}/remove", Map.of("version", "0")),
          Map.entry(
              "POST /arrangements/{year}/entries", Map.of("version", "0", "authority", "871")),
          Map.entry(
              "POST /arrangements/{year}/entries/{entry}/withdraw",
              Map.of("version", "0", "reason", "An example")));

  /** A page counts what it saves, so that nothing is saved twice. */
  private static final AtomicLong COUNT = new AtomicLong(1);

  /** What is sent as JSON. */
  private static final Map<String, String> JSON =
      Map.of(
          "PUT /drafts/{taskId}",
          "{\"base\":0,\"writer\":\"a-page\",\"seq\":COUNT,\"changes\":{\"a\":\"b\"},\"keep\":false}",
          "POST /tasks/troubles",
          "{\"part\":\"form\"}");

  private static final String CHANGED_FILES =
      "needs files that differ from those in use; ProcessChangePageTest goes the whole way";

  /** Why an endpoint is not shown to change something for whom it is meant. */
  static final Map<String, String> WITHOUT_CONTROL =
      Map.ofEntries(
          Map.entry("POST /error", "the page that says that something failed"),
          Map.entry("POST /office/notices/hold", "would hold the attack's own; NoticesTest holds"),
          Map.entry("POST /office/notices/release", "none are held; NoticesTest lets them go"),
          Map.entry("POST /office/packs/{year}", "goes on beside the page; PackRunsTest waits"),
          Map.entry("POST /office/packs/{year}/stop", "none are made; PackRunsTest stops some"),
          Map.entry("POST /register/{year}/introductions", "needs a pair; ImpactTest has one"),
          Map.entry("POST /register/{year}/{id}/outcome", "is too early here; ImpactTest waits"),
          Map.entry("POST /replies/{code}", "needs the secret of a mail; MeetingsTest"),
          Map.entry("POST /unsubscribe/{code}", "needs the secret of a mail; NoticesTest"),
          Map.entry("POST /meetings/{year}/{kind}/call-off", "none is arranged; MeetingsTest"),
          Map.entry("POST /calendar/end", "may have none; MeetingsTest ends one"),
          Map.entry(
              "POST /assessments/{year}/{numbers}/public/marks",
              "needs the hash of a passage; PublicVersionTest marks some"),
          Map.entry(
              "POST /assessments/{year}/{numbers}/public/marks/{mark}/remove",
              "there is none here; PublicVersionTest has one"),
          Map.entry(
              "POST /figures/imports/{id}/model-year",
              "only of a file of neighbours that is not published; ImportsTest has one"),
          Map.entry(
              "POST /figures/imports/{id}/indicator",
              "only of a table of the interactive tool that is not published; PublishersFilesTest has"
                  + " some"),
          Map.entry(
              "POST /figures/imports/{id}/commas",
              "only of a file that is not published; DamagedFilesTest has some"),
          Map.entry("POST /process-change/uploads", CHANGED_FILES),
          Map.entry("POST /process-change/folder", CHANGED_FILES),
          Map.entry("POST /process-change/earlier", CHANGED_FILES),
          Map.entry("POST /process-change/cases", CHANGED_FILES),
          Map.entry("POST /process-change/cases/preview", CHANGED_FILES),
          Map.entry("POST /process-change/{id}/preview", CHANGED_FILES),
          Map.entry("POST /process-change/{id}/replay", CHANGED_FILES),
          Map.entry("POST /process-change/{id}/propose", CHANGED_FILES),
          Map.entry(
              "POST /cases/{year}/{local}/change",
              "keeps what a change would do; CaseChangeTest proposes one of each case"),
          Map.entry("POST /concerns", "ConcernsTest raises one and tries to read it as everybody"),
          Map.entry("POST /concerns/{id}/readers", "there is none here; ConcernsTest has one"),
          Map.entry("POST /concerns/{id}/steps", "there is none here; ConcernsTest has one"),
          Map.entry("POST /changes/{id}/confirm", "starts a step; CaseChangeTest confirms one"),
          Map.entry("POST /changes/{id}/drop", "CaseChangeTest drops one"),
          Map.entry("POST /changes/{id}/undo", "CaseChangeTest takes one back"),
          Map.entry(
              "POST /process-change/{id}/trial/end",
              "keeps what was done in the session, and changes no table"),
          Map.entry(
              "POST /process-change/{id}/trial/steps",
              "keeps what was done in the session, and changes no table"),
          Map.entry(
              "POST /process-change/{id}/trial",
              "keeps what was done in the session, and changes no table"),
          Map.entry("POST /process-change/{id}/approve", CHANGED_FILES),
          Map.entry("POST /process-change/{id}/refuse", CHANGED_FILES),
          Map.entry("POST /process-change/{id}/withdraw", CHANGED_FILES),
          Map.entry("POST /process-change/{id}/deploy", CHANGED_FILES),
          Map.entry(
              "POST /figures/imports/{id}/check",
              "goes on beside the page, after the answer; the import's tests wait for it"),
          Map.entry(
              "POST /arrangements/{year}/check",
              "writes the warnings that the arrangements give, and here they give none"),
          Map.entry(
              "POST /notices/send-all-again",
              "would send what the single one, which is shown, is to send"),
          Map.entry(
              "POST /office/steps/{job}/try-again", "no step has failed in this small region"),
          Map.entry("POST /password", "changes one's own alone, who knows the old one"),
          Map.entry("POST /sign-in", "opens a session for whoever knows the password"),
          Map.entry("POST /sign-in/passkey", "needs somebody's own device"),
          Map.entry("POST /sign-in/passkey/options", "hands out a challenge"),
          Map.entry("POST /password/passkeys", "makes one's own alone"),
          Map.entry("POST /password/passkeys/options", "hands out a challenge"),
          Map.entry("POST /password/passkeys/{id}/remove", "forgets one's own alone"),
          Map.entry("POST /sign-in/link", "sends a mail to whoever signs in by a password"),
          Map.entry("POST /sign-in/link/{token}", "opens with a secret link alone"),
          Map.entry("POST /sign-in/second-factor", "comes after a password alone"),
          Map.entry("POST /invitation/{token}", "opens with a secret link alone"),
          Map.entry("POST /invitation/{token}/accept", "opens with a secret link alone"),
          Map.entry("POST /sign-out", "ends a session and changes no table"),
          Map.entry(
              "POST /assessments/{year}/{numbers}/comments/{section}/{comment}/settled",
              "settles a comment of its own section alone, which comes to be in the same run"),
          Map.entry(
              "POST /tasks/{id}/undo",
              "takes back what its sender sent; SelfAssessmentProcessTest shows it"),
          Map.entry(
              "POST /arrangements/{year}",
              "takes the whole year as one form; ArrangementsPageTest saves it as the office"));

  private Writes() {}

  /** An edition is undone after one was published; a mapping has its file read beside the page. */
  static List<Endpoint> inOrder(List<Endpoint> endpoints) {
    return endpoints.stream()
        .sorted(
            Comparator.comparing(
                one -> one.name().endsWith("/undo") || one.name().endsWith("/mapping")))
        .toList();
  }

  static boolean isKnown(Endpoint endpoint) {
    return WHO.containsKey(endpoint.name());
  }

  static boolean mayWrite(Endpoint endpoint, String user, Map<String, String> path) {
    return WHO.getOrDefault(endpoint.name(), NOBODY).test(user, path);
  }

  static Map<String, String> fields(String endpoint) {
    return FIELDS.getOrDefault(endpoint, Map.of());
  }

  static String json(String endpoint) {
    return JSON.getOrDefault(endpoint, "{}").replace("COUNT", COUNT.incrementAndGet() + "");
  }

  private static boolean mayChangeTeam(String user, Map<String, String> path) {
    String entry =
        switch (path.get("number")) {
          case "2" -> "2019870";
          case "3" -> "2019936";
          default -> "2019846";
        };
    return user.equals("office") || Expected.isOwnCase(user, entry);
  }

  /** Who took a task on, which it must have been theirs to do. */
  private static boolean hasTaken(String user, Map<String, String> path) {
    String about = path.get("case").replace("/", "");
    // Who writes into what nobody has takes it, where it is theirs to take.
    return List.of(path.get("takers").split(",")).contains(user)
        || user.equals(path.get("holder"))
            && (about.contains("group-")
                || Expected.isOwnCase(user, about)
                || Expected.isOwnTeam(user, about));
  }

  private static boolean ownsItem(String user, Map<String, String> path) {
    return switch (path.get("id")) {
      case "1", "2" -> Expected.isOwnCase(user, "2019870");
      case "3", "4" -> user.equals("dcs-886");
      default -> false;
    };
  }

  private static String key(Map<String, String> path) {
    String local = path.getOrDefault("numbers", path.getOrDefault("entry", ""));
    return path.get("year") + local.replaceAll("-.*", "");
  }
}
