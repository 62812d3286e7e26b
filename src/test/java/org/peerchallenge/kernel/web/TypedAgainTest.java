package org.peerchallenge.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.ModelAndView;

class TypedAgainTest {

  private final ObjectMapper json = new ObjectMapper();
  private final FlashMap flash = new FlashMap();
  private final ModelAndView view = new ModelAndView("a-page");

  @ParameterizedTest
  @ValueSource(strings = {"problem", "problems", "refused", "faults"})
  void aPageThatLeadsBackWithARefusalTakesWhatWasTypedAlong(String word) throws Exception {
    flash.put(word, "Not so");
    answer("/days/2019/2", "venue", "Guildhall");
    JsonNode typed = json.readTree((String) flash.get(TypedAgain.TYPED));
    assertThat(typed.path("at").asText()).isEqualTo("/days/2019/2");
    assertThat(typed.path("values").path("venue").get(0).asText()).isEqualTo("Guildhall");
    assertThat(view.getModel()).doesNotContainKey(TypedAgain.TYPED);
  }

  @Test
  void aPageThatAnswersWithItselfHasItAtOnce() {
    view.addObject("problem", "Not so");
    answer("/days/2019/2", "venue", "<b>Guildhall");
    assertThat(view.getModel().get(TypedAgain.TYPED).toString()).contains("<b>Guildhall");
    assertThat((java.util.Map<String, Object>) flash).isEmpty();
  }

  @Test
  void whatWasDoneIsNotTypedAgain() {
    flash.put("done", "Kept");
    answer("/days/2019/2", "venue", "Guildhall");
    assertThat((java.util.Map<String, Object>) flash).doesNotContainKey(TypedAgain.TYPED);
  }

  @Test
  void noSecretAndNoFloodIsCarriedAlong() {
    flash.put("problem", "Not so");
    answer("/people", "password", "Seven", "csrf_token", "Eight", "name", "Ada");
    assertThat(flash.get(TypedAgain.TYPED).toString())
        .contains("Ada")
        .doesNotContain("Seven", "Eight");
    answer("/people", "note", "x".repeat(200_000), "name", "Ada");
    assertThat(flash.get(TypedAgain.TYPED).toString()).hasSizeLessThan(200);
    flash.remove(TypedAgain.TYPED);
    for (String door : new String[] {"/password", "/sign-in/second-factor", "/invitation/abc"}) {
      answer(door, "again", "Seven");
      assertThat((java.util.Map<String, Object>) flash)
          .as(door)
          .doesNotContainKey(TypedAgain.TYPED);
    }
  }

  private void answer(String path, String... fields) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    request.setAttribute(DispatcherServlet.OUTPUT_FLASH_MAP_ATTRIBUTE, flash);
    for (int i = 0; i < fields.length; i += 2) {
      request.addParameter(fields[i], fields[i + 1]);
    }
    new TypedAgain(json).postHandle(request, new MockHttpServletResponse(), this, view);
  }
}
