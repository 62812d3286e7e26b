package org.peerchallenge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A class of long tests, of which the normal build runs some by the seed ({@link ShortForm}) and
 * {@code -Pfull} all.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(Sampled.Condition.class)
public @interface Sampled {

  /** How many of its methods each build runs. */
  int value();

  /** Whether a method is among those of this build. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context
          .getTestMethod()
          .map(method -> method.getName())
          .filter(name -> !chosen(context.getRequiredTestClass()).contains(name))
          .map(name -> ConditionEvaluationResult.disabled("in the full form"))
          .orElse(ConditionEvaluationResult.enabled("of this build"));
    }

    private static List<String> chosen(Class<?> tests) {
      return ShortForm.some(
          tests.getAnnotation(Sampled.class).value(),
          Arrays.stream(tests.getDeclaredMethods())
              .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
              .map(method -> method.getName())
              .distinct()
              .sorted(Comparator.naturalOrder())
              .toList());
    }
  }
}
