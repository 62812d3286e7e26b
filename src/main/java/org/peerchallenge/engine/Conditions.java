package org.peerchallenge.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.peerchallenge.kernel.FormValues;
import org.springframework.stereotype.Component;

/** The FEEL conditions of forms, decided on the server as the browser decides them. */
@Component
class Conditions {

  private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

  /** Those of the forms' files: to read one anew takes longer than to decide it. */
  private final Map<String, ParseResult> read = new ConcurrentHashMap<>();

  /** Whether a condition holds; one that cannot be decided does not, as in form-js. */
  boolean holds(String condition, FormValues values) {
    ParseResult known = read.computeIfAbsent(condition, feel::parseExpression);
    if (known.isFailure()) {
      return false;
    }
    var result = feel.evaluate(known.parsedExpression(), new HashMap<>(values.fields()));
    return result.isSuccess() && Boolean.TRUE.equals(result.result());
  }
}
