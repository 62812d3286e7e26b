package org.peerchallenge.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.peerchallenge.TestBrowser;

/** What was typed into a form that was refused stands in the same form again, and in no other. */
class TypedAgainIT {

  private static final String FIELDS =
      """
      <form method="post" action="/days/2019/2/attendees"><input type="hidden" name="entry" value="%s">
        <input name="name" value="was"><textarea name="work"></textarea><input type="password" name="word">
        <select name="mode"><option value="A">A</option><option value="B">B</option></select>
        <input type="checkbox" name="tick" value="yes" checked><input type="radio" name="way" value="1">
        <input type="radio" name="way" value="2"></form>
      """;

  @Test
  void eachFieldIsFilledInTheFormItWasTypedInto() throws IOException {
    String script;
    try (InputStream file = getClass().getResourceAsStream("/static/assets/typed.js")) {
      script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    String typed =
        """
        {"at":"/days/2019/2/attendees","values":{"entry":["2019/802"],"name":["Ada \\"&lt;b>"],
         "work":["one\\ntwo"],"word":["secret"],"mode":["B"],"way":["2"]}}"""
            .replace("&", "&amp;")
            .replace("\"", "&quot;");
    String page =
        "<!DOCTYPE html><details id=one>%s</details><details id=two>%s</details><div id=typed hidden data-typed=\"%s\"></div><script>%s</script>"
            .formatted(FIELDS.formatted("2019/801"), FIELDS.formatted("2019/802"), typed, script);
    try (Page shown = TestBrowser.shared().newPage()) {
      shown.route(
          "**/*",
          route ->
              route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(page)));
      shown.navigate("http://page.example/days/2019/2");
      assertThat(shown.evaluate("document.getElementById('one').open")).isEqualTo(false);
      assertThat(shown.inputValue("#one [name=name]")).isEqualTo("was");
      assertThat(shown.evaluate("document.getElementById('two').open")).isEqualTo(true);
      assertThat(shown.inputValue("#two [name=name]")).isEqualTo("Ada \"&lt;b>");
      assertThat(shown.inputValue("#two [name=work]")).isEqualTo("one\ntwo");
      assertThat(shown.inputValue("#two [name=word]")).isEmpty();
      assertThat(shown.inputValue("#two [name=mode]")).isEqualTo("B");
      assertThat(shown.isChecked("#two [name=tick]")).isFalse();
      assertThat(shown.isChecked("#two [value='2']")).isTrue();
    }
  }
}
