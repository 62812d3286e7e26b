package org.peerchallenge.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.peerchallenge.TestBrowser;

/** The parts of our Tasklist scripts that only reckon, in the browser that runs them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptModulesIT {

  private static final Path SCRIPTS =
      Path.of(
          "target/classes/META-INF/resources/webjars/camunda/app/tasklist/scripts/peer-challenge");

  private Page page;

  @BeforeAll
  void open() {
    page = TestBrowser.shared().newPage();
    page.route("http://scripts.test/*.js", ScriptModulesIT::script);
    page.route(
        "http://scripts.test/",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<base href='/' app-root='/camunda'><body>")));
    page.navigate("http://scripts.test/");
  }

  @AfterAll
  void close() {
    page.close();
  }

  @Test
  void textFromWordKeepsParagraphsListsAndTablesAndNothingElse() {
    assertThat(
            pasted(
                """
                <html><head><style>p.MsoNormal{margin:0}</style><title>x</title></head><body>
                <!--StartFragment--><h2>A heading</h2>
                <p class=MsoNormal>First&nbsp;paragraph with <b>bold</b> and “quotes”.<o:p></o:p></p>
                <p class=MsoNormal>Second<br>with a second line<del>, deleted</del></p>
                <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
                style='mso-list:Ignore'>\u00b7<span>&nbsp;&nbsp; </span></span><![endif]>One item</p>
                <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span
                style='mso-list:Ignore'>o<span>&nbsp; </span></span>Within it</p>
                <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
                style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Numbered</p>
                <table><tr><td><p>One</p></td><td>Two</td></tr><tr><td>Three</td><td>Four</td></tr></table>
                <ul><li>Bullet<ol><li>First<li>Second</ol></ul>
                <script>alert('rubbish')</script><span style='mso-element:comment'>A comment</span>
                <!--EndFragment--></body></html>
                """))
        .isEqualTo(
            """
            A heading

            First paragraph with bold and “quotes”.

            Second
            with a second line

            • One item
              • Within it
            1. Numbered
            One\tTwo
            Three\tFour
            • Bullet
              1. First
              2. Second\
            """);
  }

  @Test
  void plainTextLosesControlCharactersAndKeepsEveryScriptAsItIs() {
    String scripts = "ع\u200cر नम\u200dस é (e\u0301) 한글 \u1112\u1161 漢字 🙂𐍈 \u2066x\u2069";
    assertThat(
            evaluate(
                "plain.plain(given)",
                "A\u0000B\u0007C\uFEFF\r\nD\u000bE\r\uF0B7\tItem\n·\tItem\u00A0two " + scripts))
        .isEqualTo("ABC\nD\nE\n• Item\n• Item two " + scripts);
  }

  @Test
  void charactersAreCountedAsPeopleCountThem() {
    assertThat(evaluate("longtext.characters(given)", "🙂".repeat(10_000))).isEqualTo(10_000);
    assertThat(evaluate("longtext.remaining(9999, 10000)", null)).isEqualTo("1 character left");
    assertThat(evaluate("longtext.remaining(0, 10000)", null)).isEqualTo("10,000 characters left");
    assertThat(evaluate("longtext.remaining(10012, 10000)", null))
        .isEqualTo("12 characters too many");
  }

  @Test
  void aRowMovesUpAndDownAndTheOthersKeepTheirOrder() {
    assertThat(evaluate("lists.moved(given, 0, 1)", List.of("a", "b", "c")))
        .isEqualTo(List.of("b", "a", "c"));
    assertThat(evaluate("lists.moved(given, 2, -1)", List.of("a", "b", "c")))
        .isEqualTo(List.of("a", "c", "b"));
  }

  @Test
  void emptyErrorsOfRowsArePrunedAndRealOnesStay() {
    assertThat(
            evaluate(
                "lists.pruned(given)",
                Map.of("a", Map.of("0", Map.of(), "1", Map.of()), "b", List.of("Needed"))))
        .isEqualTo(Map.of("b", List.of("Needed")));
  }

  @Test
  void whatDiffersIsMarkedAndBothTextsStandInFullWhateverTheyAre() {
    assertThat(
            evaluate(
                "differences.differences('We visit each child weekly.', 'We visit every child"
                    + " weekly.').map(({ kind, text }) => `${kind}:${text}`)",
                null))
        .isEqualTo(List.of("same:We visit ", "gone:each ", "new:every ", "same:child weekly."));
    assertThat(
            evaluate(
                """
                (() => {
                  let seed = 7;
                  const next = most => (seed = seed * 48271 % 2147483647) % most;
                  const words = () => Array.from({ length: next(12) }, () => ['a', 'b ', '\\n', 'c'][next(4)]).join(' ');
                  const text = (all, left) => all.filter(({ kind }) => kind !== left).map(({ text }) => text).join('');
                  return Array.from({ length: 500 }, () => [words(), words()]).filter(([one, other]) => {
                    const all = differences.differences(one, other);
                    return text(all, 'new') !== one || text(all, 'gone') !== other;
                  }).length;
                })()
                """,
                null))
        .isEqualTo(0);
    assertThat(evaluate("choice.join('One', 'Two')", null)).isEqualTo("One\n\nTwo");
    assertThat(evaluate("choice.join('One and two', 'One')", null)).isEqualTo("One and two");
    assertThat(evaluate("choice.join([{ a: 1 }], [{ a: 1 }, { a: 2 }]).length", null)).isEqualTo(2);
  }

  @Test
  void onlyWhatBothSidesChangedClashes() {
    assertThat(
            evaluate(
                "merge.clashing(given.mine, given.was, given.theirs)",
                Map.of(
                    "was", Map.of("a", "0", "b", "0", "c", "0"),
                    "mine", Map.of("a", "1", "b", "1", "c", "1"),
                    "theirs", Map.of("a", "2", "b", "0", "c", "1"))))
        .isEqualTo(List.of("a"));
  }

  @Test
  void whatTheServerHasIsDroppedWhatOnlyTheBrowserHasIsAdoptedAndTheRestIsAsked() {
    Map<String, Object> copy =
        Map.of(
            "writer", "here", "seq", 5, "base", 1, "changes", Map.of("a", "mine"), "was", Map.of());
    assertThat(verdict(copy, "here", 5, 2, Map.of("a", "mine"))).isEqualTo("drop");
    assertThat(verdict(copy, "here", 4, 2, Map.of("a", "min"))).isEqualTo("adopt");
    assertThat(verdict(copy, "there", 9, 2, Map.of("a", "mine"))).isEqualTo("drop");
    assertThat(verdict(copy, "there", 9, 1, Map.of("a", "old"))).isEqualTo("adopt");
    assertThat(verdict(copy, "there", 9, 3, Map.of("b", "theirs"))).isEqualTo("adopt");
    assertThat(verdict(copy, "there", 9, 3, Map.of("a", "theirs"))).isEqualTo("ask");
  }

  @Test
  void aChangeIsFoundInFieldsThatAreChangedInPlace() {
    assertThat(
            evaluate(
                """
                (() => {
                  const values = { rows: [{ title: 'a' }], text: 'x', empty: null };
                  const known = merge.texts(values);
                  values.rows[0].title = 'b';
                  return Object.keys(merge.changedSince(known, { ...values, other: undefined }));
                })()
                """,
                null))
        .isEqualTo(List.of("rows"));
  }

  @Test
  void whatIsLeftInTheBrowserIsOfOnePersonOneTaskAndOnePage() {
    assertThat(
            evaluate(
                """
                (() => {
                  localStorage.clear();
                  localStorage.setItem('somebody-elses', 'x');
                  store.keep('a', 't1', 'p1', { at: 2, seq: 1 });
                  store.keep('a', 't1', 'p2', { at: 1, seq: 1 });
                  store.keep('a', 't2', 'p1', { at: Date.now(), seq: 1 });
                  store.keep('a|b', 't1', 'p1', { at: Date.now(), seq: 1 });
                  const left = store.leftOf('a', 't1').map(({ page }) => page).join();
                  store.dropUnchanged('a', { taskId: 't2', page: 'p1', seq: 0 });
                  const kept = store.leftOf('a', 't2').length;
                  store.dropOld();
                  const young = store.allOf('a').length;
                  store.dropAllOf('a');
                  return [left, kept, young, store.hasAnyOf('a'), store.hasAnyOf('a|b'), localStorage.length];
                })()
                """,
                null))
        .isEqualTo(List.of("p2,p1", 1, 1, false, true, 2));
  }

  @Test
  void fieldsAreNamedAsTheFormNamesThemAndDatesAreBritish() {
    Map<String, Object> schema =
        Map.of(
            "components",
            List.of(
                Map.of(
                    "type",
                    "group",
                    "label",
                    "Budget",
                    "components",
                    List.of(
                        Map.of("type", "textarea", "key", "budgetEvidence", "label", "Evidence"))),
                Map.of(
                    "type",
                    "dynamiclist",
                    "path",
                    "offers",
                    "label",
                    "Offers",
                    "components",
                    List.of(Map.of("type", "textfield", "key", "title", "label", "Title")))));
    assertThat(evaluate("drafts.labels(given)", schema))
        .isEqualTo(
            Map.of(
                "budgetEvidence", "Budget: Evidence", "offers", "Offers", "offers.title", "Title"));
    assertThat(
            evaluate(
                "choice.words([{ title: 'One', free: true }, { title: 'Two' }], { 'offers.title':"
                    + " 'Title' }, 'offers.')",
                null))
        .isEqualTo("1.\nTitle: One\nfree: yes\n2.\nTitle: Two");
    assertThat(
            evaluate("times.when('2018-12-13T14:05:00Z', new Date('2018-12-14T00:00:00Z'))", null))
        .isEqualTo("on 13 December 2018 at 14:05");
    assertThat(
            evaluate("times.when('2019-06-30T23:30:00Z', new Date('2019-07-01T10:00:00Z'))", null))
        .isEqualTo("today at 00:30");
  }

  @Test
  void aValueIsPutAtAPathWithoutTouchingTheOriginal() {
    assertThat(
            evaluate(
                """
                (() => {
                  const before = { rows: [{ a: 1 }, { a: 2 }] };
                  const after = vendor.withValue(before, ['rows', 1, 'a'], 3);
                  return [before.rows[1].a, after.rows[1].a, after.rows[0] === before.rows[0],
                    vendor.valueAt(after, ['rows', 1, 'a']), vendor.valueAt(after, ['no', 0]) === undefined];
                })()
                """,
                null))
        .isEqualTo(List.of(2, 3, true, 3, true));
  }

  private Object verdict(
      Map<String, Object> copy, String writer, int seq, int version, Map<String, Object> content) {
    return evaluate(
        "merge.verdict(given.copy, given.draft)",
        Map.of(
            "copy",
            copy,
            "draft",
            Map.of("writer", writer, "seq", seq, "version", version, "content", content)));
  }

  private Object pasted(String html) {
    return evaluate("word.textOf(given)", html);
  }

  private Object evaluate(String expression, Object given) {
    return page.evaluate(
        """
        async given => {
          const [longtext, plain, word, lists, merge, store, drafts, times, choice, vendor, differences] = await Promise.all(
            ['longtext', 'plain', 'longtext-word', 'lists', 'drafts-merge', 'drafts-store', 'drafts-page', 'when',
              'drafts-choice', 'vendor', 'drafts-differences']
              .map(name => import(`/${name}.js`)));
          return %s;
        }
        """
            .formatted(expression.strip()),
        given);
  }

  private static void script(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("text/javascript")
            .setPath(SCRIPTS.resolve(route.request().url().replaceAll(".*/", ""))));
  }
}
