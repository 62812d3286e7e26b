package org.peerchallenge.engine;

import java.util.HashMap;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.peerchallenge.kernel.FormValues;
import org.springframework.stereotype.Component;

/** The FEEL conditions of forms, decided on the server as the browser decides them. */
@Component
class Conditions {

  private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

  /** Whether a condition holds; one that cannot be decided does not, as in form-js. */
  boolean holds(String condition, FormValues values) {
    var result = feel.evaluateExpression(condition, new HashMap<>(values.fields()));
    return result.isSuccess() && Boolean.TRUE.equals(result.result());
  }
}
