package org.peerchallenge.engine.web;

import static org.peerchallenge.engine.web.AllowedCalls.Who.ANYBODY;
import static org.peerchallenge.engine.web.AllowedCalls.Who.COCKPIT;
import static org.peerchallenge.engine.web.AllowedCalls.Who.OFFICE;
import static org.peerchallenge.engine.web.AllowedCalls.Who.PARTICIPANT;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The calls of the engine's web interface that are answered, and whom. Tasklist and Cockpit need
 * these; whatever is not here is refused.
 *
 * <p>{@code {id}} in a path stands for an id, {@code *} for one name, {@code **} for the rest of
 * the path; paths begin behind {@code /camunda/api}. What a caller sees of an answer is still
 * decided by the engine's rights; this list closes what those leave open.
 */
final class AllowedCalls {

  /** Kinds of users, as far as this list tells them apart. */
  enum Who {
    /** Also without signing in. */
    ANYBODY,
    /** Everybody who signed in, through Tasklist. */
    PARTICIPANT,
    /** Who looks into Cockpit: the office, the peer challenge lead, the analysts. */
    COCKPIT,
    /** The programme office alone. */
    OFFICE
  }

  /** What a call may carry. */
  enum Carrying {
    /** No body that matters. */
    NOTHING,
    /** The caller's own user id in the path. */
    OWN_NAME,
    /** {@code userId} must be the caller: taking a task on, never giving it to somebody. */
    OWN_CLAIM,
    /** Paging, sorting and plain facts of tasks: a filter on variables guesses their values. */
    PLAIN_SEARCH,
    /** Values of a form, in the types that forms have. */
    FORM_VALUES,
    /** A search in Cockpit. */
    JSON,
    /** A file that is there: the vendor fails at any other. */
    RESOURCE,
    /** How often the engine may try again. */
    RETRIES,
    /** Whether something is held. */
    SUSPENDED,
    /** A task of the caller's own: theirs, or open to their groups. */
    OWN_TASK
  }

  /** One line of the list. */
  record Call(String method, Pattern path, Who who, Set<Carrying> carrying) {}

  /** A task, or a definition such as {@code annual-cycle:3:…}: never a word like "count". */
  private static final String ID = "[^/]*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private static final String ENGINE = "/engine/engine/default/";

  private static final List<Call> CALLS =
      Stream.of(
              // Who is signed in, and the web applications' own files; signing in is a page of ours
              call(ANYBODY, "GET", "/engine/engine"),
              call(ANYBODY, "GET", "/admin/auth/user/default"),
              call(ANYBODY, "GET", "/*/plugin/*/static/**"),

              // Tasklist: the lists
              engine(PARTICIPANT, "GET", "user/*/profile", Carrying.OWN_NAME),
              engine(PARTICIPANT, "OPTIONS", "filter"),
              engine(PARTICIPANT, "GET", "filter"),
              engine(PARTICIPANT, "GET", "filter/count"),
              engine(PARTICIPANT, "GET", "filter/{id}"),
              engine(PARTICIPANT, "GET", "filter/{id}/list", Carrying.PLAIN_SEARCH),
              engine(PARTICIPANT, "POST", "filter/{id}/list", Carrying.PLAIN_SEARCH),
              engine(PARTICIPANT, "GET", "filter/{id}/count", Carrying.PLAIN_SEARCH),
              engine(PARTICIPANT, "POST", "filter/{id}/count", Carrying.PLAIN_SEARCH),

              // Tasklist: after a task, the next one of the same case
              engine(PARTICIPANT, "GET", "task", Carrying.PLAIN_SEARCH),

              // Tasklist: a task, its form and its diagram
              engine(PARTICIPANT, "GET", "task/{id}"),
              engine(PARTICIPANT, "GET", "task/{id}/form", Carrying.OWN_TASK),
              engine(PARTICIPANT, "GET", "task/{id}/deployed-form", Carrying.OWN_TASK),
              engine(PARTICIPANT, "GET", "task/{id}/form-variables", Carrying.OWN_TASK),
              engine(PARTICIPANT, "POST", "task/{id}/claim", Carrying.OWN_TASK, Carrying.OWN_CLAIM),
              engine(PARTICIPANT, "POST", "task/{id}/unclaim", Carrying.OWN_TASK, Carrying.NOTHING),
              engine(
                  PARTICIPANT,
                  "POST",
                  "task/{id}/submit-form",
                  Carrying.OWN_TASK,
                  Carrying.FORM_VALUES),
              engine(PARTICIPANT, "GET", "process-definition"),
              engine(PARTICIPANT, "GET", "process-definition/count"),
              engine(PARTICIPANT, "GET", "process-definition/{id}"),
              engine(PARTICIPANT, "GET", "process-definition/{id}/xml"),

              // Tasklist: the office starts a year
              engine(OFFICE, "GET", "process-definition/{id}/startForm"),
              engine(OFFICE, "GET", "process-definition/{id}/deployed-start-form"),
              engine(OFFICE, "GET", "process-definition/{id}/form-variables"),
              engine(OFFICE, "POST", "process-definition/{id}/submit-form", Carrying.FORM_VALUES),

              // Cockpit: definitions, tables, deployments
              call(COCKPIT, "GET", "/cockpit/plugin/base/default/**"),
              call(COCKPIT, "POST", "/cockpit/plugin/base/default/**", Carrying.JSON),
              engine(COCKPIT, "GET", "process-definition/statistics"),
              engine(COCKPIT, "GET", "process-definition/{id}/statistics"),
              engine(COCKPIT, "GET", "process-definition/{id}/static-called-process-definitions"),
              engine(COCKPIT, "GET", "process-definition/{id}/diagram"),
              engine(COCKPIT, "GET", "decision-definition/**"),
              engine(COCKPIT, "GET", "decision-requirements-definition/**"),
              engine(COCKPIT, "GET", "case-definition/**"),
              engine(COCKPIT, "GET", "history/decision-instance/**"),
              engine(COCKPIT, "GET", "deployment"),
              engine(COCKPIT, "GET", "deployment/count"),
              engine(COCKPIT, "GET", "deployment/{id}"),
              engine(COCKPIT, "GET", "deployment/{id}/resources"),
              engine(COCKPIT, "GET", "deployment/{id}/resources/*", Carrying.RESOURCE),
              engine(COCKPIT, "GET", "deployment/{id}/resources/*/data", Carrying.RESOURCE),

              // Cockpit: instances, their tokens, keys and flags
              engine(COCKPIT, "GET", "process-instance"),
              engine(COCKPIT, "POST", "process-instance", Carrying.JSON),
              engine(COCKPIT, "GET", "process-instance/count"),
              engine(COCKPIT, "POST", "process-instance/count", Carrying.JSON),
              engine(COCKPIT, "GET", "process-instance/{id}"),
              engine(COCKPIT, "GET", "process-instance/{id}/activity-instances"),
              engine(COCKPIT, "POST", "variable-instance", Carrying.JSON),
              engine(COCKPIT, "POST", "variable-instance/count", Carrying.JSON),
              engine(COCKPIT, "GET", "incident/**"),
              engine(COCKPIT, "GET", "job/**"),
              engine(COCKPIT, "POST", "job", Carrying.JSON),
              engine(COCKPIT, "POST", "job/count", Carrying.JSON),
              engine(COCKPIT, "GET", "job-definition/**"),
              engine(COCKPIT, "POST", "external-task", Carrying.JSON),
              engine(COCKPIT, "POST", "external-task/count", Carrying.JSON),

              // Cockpit: tasks and batches, and the names of people and groups
              engine(COCKPIT, "GET", "task/count"),
              engine(COCKPIT, "POST", "task/count", Carrying.JSON),
              engine(COCKPIT, "POST", "task", Carrying.JSON),
              engine(COCKPIT, "GET", "task/report/candidate-group-count"),
              engine(COCKPIT, "POST", "history/task/count", Carrying.JSON),
              engine(COCKPIT, "GET", "batch/**"),
              engine(COCKPIT, "GET", "history/batch/**"),
              engine(COCKPIT, "GET", "user"),
              engine(COCKPIT, "GET", "group"),
              engine(PARTICIPANT, "POST", "group"),
              engine(PARTICIPANT, "GET", "group/count"),

              // Cockpit: what the office may set going again or hold
              engine(OFFICE, "PUT", "job/{id}/retries", Carrying.RETRIES),
              engine(OFFICE, "PUT", "job-definition/{id}/retries", Carrying.RETRIES),
              engine(OFFICE, "PUT", "process-instance/{id}/suspended", Carrying.SUSPENDED),
              engine(OFFICE, "PUT", "process-definition/{id}/suspended", Carrying.SUSPENDED),
              engine(OFFICE, "PUT", "job/{id}/suspended", Carrying.SUSPENDED),
              engine(OFFICE, "PUT", "job-definition/{id}/suspended", Carrying.SUSPENDED))
          .toList();

  /**
   * Not even an administrator deploys here, for files come with the product, checked; or reads what
   * could be written beside a case.
   */
  private static final List<Call> NEVER =
      List.of(
          call(ANYBODY, "*", ENGINE + "deployment/create"),
          call(ANYBODY, "*", ENGINE + "deployment/{id}/redeploy"),
          call(ANYBODY, "*", ENGINE + "process-instance/{id}/comment"),
          call(ANYBODY, "*", ENGINE + "process-instance/{id}/comment/**"),
          call(ANYBODY, "*", ENGINE + "task/{id}/comment"),
          call(ANYBODY, "*", ENGINE + "task/{id}/comment/**"),
          call(ANYBODY, "*", ENGINE + "task/{id}/attachment"),
          call(ANYBODY, "*", ENGINE + "task/{id}/attachment/**"),
          call(ANYBODY, "*", "/admin/auth/user/default/login/*"),
          call(ANYBODY, "*", "/admin/setup/**"));

  private static final Set<String> SORTED_BY =
      Set.of(
          "created",
          "dueDate",
          "followUpDate",
          "nameCaseInsensitive",
          "assignee",
          "priority",
          "name",
          "id",
          "description",
          "lastUpdated");

  private static final Set<String> SEARCHED_BY =
      Set.of(
          "firstResult",
          "maxResults",
          "active",
          "sorting",
          "name",
          "nameLike",
          "description",
          "descriptionLike",
          "processDefinitionName",
          "processDefinitionNameLike",
          "processInstanceBusinessKey",
          "processInstanceBusinessKeyLike",
          "processInstanceId",
          "assignee",
          "assigneeLike",
          "dueBefore",
          "dueAfter",
          "dueDate",
          "createdBefore",
          "createdAfter");

  private static final Set<String> FORM_TYPES =
      Set.of("String", "Boolean", "Integer", "Long", "Double", "Number", "Date", "Json", "Null");

  private AllowedCalls() {}

  private static Call call(Who who, String method, String path, Carrying... carrying) {
    String pattern =
        Stream.of(path.split("(?<=\\*\\*)|(?=\\*\\*)|(?<=\\{id})|(?=\\{id})"))
            .map(
                part ->
                    switch (part) {
                      case "{id}" -> ID;
                      case "**" -> ".*";
                      default -> part.replace(".", "\\.").replace("*", "[^/]+");
                    })
            .collect(Collectors.joining())
            // "deployment/**" means the list itself too.
            .replace("/.*", "(/.*)?");
    return new Call(method, Pattern.compile(pattern), who, Set.of(carrying));
  }

  private static Call engine(Who who, String method, String path, Carrying... carrying) {
    return call(who, method, ENGINE + path, carrying);
  }

  /** The lines of the list that a request falls under. */
  static List<Call> of(String method, String path) {
    String plain =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return CALLS.stream()
        .filter(call -> call.method().equals(method) && call.path().matcher(plain).matches())
        .toList();
  }

  static boolean isNever(String path) {
    return NEVER.stream().anyMatch(call -> call.path().matcher(path).matches());
  }

  /** The task that a path is about. */
  static Optional<String> taskId(String path) {
    return first(Pattern.compile(ENGINE + "task/([^/]+)(/.*)?"), path);
  }

  /** The file of a deployment that a path is about: the deployment's id, a slash and the file's. */
  static Optional<String> resource(String path) {
    return first(Pattern.compile(ENGINE + "deployment/([^/]+/resources/[^/]+)(/data)?"), path)
        .map(found -> found.replace("/resources/", "/"));
  }

  /** The user that a path is about. */
  static Optional<String> userId(String path) {
    return first(Pattern.compile(ENGINE + "user/([^/]+)/.*"), path);
  }

  private static Optional<String> first(Pattern pattern, String path) {
    Matcher matcher = pattern.matcher(path);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Whether a search for tasks asks for nothing but plain facts of them. */
  static boolean isPlainSearch(JsonNode body, Set<String> parameters) {
    return SEARCHED_BY.containsAll(parameters)
        && body.properties().stream()
            .allMatch(
                entry ->
                    entry.getKey().equals("sorting")
                        ? sortsByFacts(entry.getValue())
                        : SEARCHED_BY.contains(entry.getKey())
                            ? entry.getValue().isValueNode()
                            : entry.getValue().isEmpty() && !entry.getValue().isValueNode());
  }

  private static boolean sortsByFacts(JsonNode sorting) {
    return sorting.isArray()
        && sorting
            .valueStream()
            .allMatch(
                one -> !one.has("parameters") && SORTED_BY.contains(one.path("sortBy").asText()));
  }

  /**
   * Whether a search or filter holds an expression, at any depth: the engine would evaluate it, and
   * 7.24.0 looks for it in the outermost query alone (CVE-2026-109432).
   */
  static boolean asksByExpression(Set<Carrying> carrying, JsonNode body, Set<String> parameters) {
    return !carrying.contains(Carrying.FORM_VALUES)
        && (parameters.stream().anyMatch(AllowedCalls::isExpression)
            || body != null && holdsExpression(body));
  }

  private static boolean holdsExpression(JsonNode node) {
    return node.propertyStream().anyMatch(entry -> isExpression(entry.getKey()))
        || node.valueStream().anyMatch(AllowedCalls::holdsExpression);
  }

  private static boolean isExpression(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith("expression");
  }

  /** Whether a form is sent with plain values alone: no objects that the engine would build. */
  static boolean isFormValues(JsonNode body) {
    Set<String> names = Set.of("variables", "businessKey", "withVariablesInReturn");
    return body.propertyStream().allMatch(entry -> names.contains(entry.getKey()))
        && body.path("variables").valueStream().allMatch(AllowedCalls::isPlainValue);
  }

  private static boolean isPlainValue(JsonNode variable) {
    JsonNode type = variable.path("type");
    return !variable.path("valueInfo").has("objectTypeName")
        && (type.isMissingNode() || type.isNull() || FORM_TYPES.contains(type.asText()));
  }
}
