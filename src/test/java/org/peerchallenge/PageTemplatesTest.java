package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** Pages write their fields, dates and numbers in one way each. */
class PageTemplatesTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/templates");

  private static final Pattern CONTROL =
      Pattern.compile("<(input|select|textarea)\\b[^>]*>", Pattern.DOTALL);

  @Test
  void noPageWritesAFieldByHand() throws IOException {
    List<String> byHand = new ArrayList<>();
    for (Map.Entry<Path, String> page : pages().entrySet()) {
      if (page.getKey().endsWith("layout/fields.html")) {
        continue;
      }
      if (page.getValue().contains("<label")) {
        byHand.add(page.getKey() + ": a label");
      }
      Matcher control = CONTROL.matcher(page.getValue());
      while (control.find()) {
        String tag = control.group();
        // In a table the heading says what the column is.
        boolean inTable = tag.contains("aria-label=");
        boolean unseen = tag.contains("type=\"hidden\"") || tag.contains(" hidden>");
        if (!inTable && !unseen) {
          byHand.add(page.getKey() + ": " + tag);
        }
      }
    }
    assertThat(byHand).as("use a fragment of layout/fields.html").isEmpty();
  }

  @Test
  void datesAndNumbersAreWrittenByTheOnePlace() throws IOException {
    pages()
        .forEach(
            (page, text) ->
                assertThat(text)
                    .as("%s: use @english", page)
                    .doesNotContain(
                        "#temporals", "#dates", "#calendars", "#numbers.format", "ZoneId"));
  }

  @Test
  void aFieldTiesLabelHintAndFaultToItsControl() {
    String page =
        render(
            "text('email', 'E-mail address', ${ {type: 'email', required: true, maxlength: 200,"
                + " pattern: '[0-9]{3}', value: sent, hint: 'At work.', fault: 'Two are given.'} })");

    assertThat(page)
        .contains("<label for=\"email\">E-mail address</label>")
        .contains("id=\"email-hint\"><strong>Two are given. </strong>At work.</p>");
    assertThat(control(page))
        .contains("id=\"email\"", "name=\"email\"", "type=\"email\"", "value=\"a &amp; b\"")
        .contains("required=", "maxlength=\"200\"", "pattern=\"[0-9]{3}\"")
        .contains("aria-describedby=\"email-hint\"", "aria-invalid=\"true\"")
        .doesNotContain("min=", "autofocus", "th:");
  }

  @Test
  void aFieldWithNothingMoreToSaySaysNoMore() {
    String page = render("words('why', 'Why', ${ {:} })");

    assertThat(control(page)).isEqualToIgnoringWhitespace("<textarea id=\"why\" name=\"why\">");
    assertThat(page).contains("<label for=\"why\">Why</label>").doesNotContain("hint");
  }

  @Test
  void aBoxToTickIsNamedByItsLabel() {
    String page =
        render(
            "tick('questions', |All of ${sent}|, ${ {id: 'q-1', type: 'radio', value: 1, checked:"
                + " true} })");

    assertThat(control(page))
        .contains("id=\"q-1\"", "name=\"questions\"", "type=\"radio\"", "value=\"1\"", "checked=")
        .doesNotContain("required", "aria-describedby");
    assertThat(page).contains("<label for=\"q-1\">All of a &amp; b</label>");
  }

  @Test
  void aListHasTheOptionsOfItsPage() {
    String page =
        render(
            "list('about', 'About', ${ {required: true, hint: 'One.'} }, ~{:: about-options})",
            "<option th:ref=\"about-options\" value=\"\">Choose</option>"
                + "<option th:ref=\"about-options\" th:each=\"one : ${some}\" th:value=\"${one}\""
                + " th:text=\"|No. ${one}|\">x</option>");

    assertThat(page.replaceAll(">\\s+<", "><"))
        .contains(
            "<option value=\"\">Choose</option><option value=\"1\">No. 1</option>"
                + "<option value=\"2\">No. 2</option></select>");
    assertThat(control(page)).contains("id=\"about\"", "aria-describedby=\"about-hint\"");
  }

  private static String control(String page) {
    Matcher control = CONTROL.matcher(page);
    assertThat(control.find()).isTrue();
    return control.group();
  }

  private static String render(String call) {
    return render(call, "");
  }

  private static String render(String call, String within) {
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setPrefix("templates/");
    files.setSuffix(".html");
    files.setCheckExistence(true);
    files.setOrder(1);
    StringTemplateResolver here = new StringTemplateResolver();
    here.setOrder(2);
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.addTemplateResolver(files);
    engine.addTemplateResolver(here);
    Context context = new Context();
    context.setVariables(Map.of("sent", "a & b", "some", List.of(1, 2)));
    return engine.process(
        "<th:block th:replace=\"~{layout/fields :: %s}\">%s</th:block>".formatted(call, within),
        context);
  }

  private static Map<Path, String> pages() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      Map<Path, String> pages = new TreeMap<>();
      for (Path file : files.filter(one -> one.toString().endsWith(".html")).toList()) {
        pages.put(TEMPLATES.relativize(file), Files.readString(file));
      }
      assertThat(pages).hasSizeGreaterThan(40);
      return pages;
    }
  }
}
