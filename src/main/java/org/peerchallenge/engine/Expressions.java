package org.peerchallenge.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What an expression in a diagram may say: a delegate by its name, a plain variable, a comparison
 * with a word, or a call of one of the few {@link DiagramBean}s. Anything else could reach the
 * engine's services.
 */
@Component
class Expressions {

  private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
  private static final Pattern VARIABLE = Pattern.compile("!?\\w+");
  private static final Pattern COMPARISON = Pattern.compile("\\w+ (==|!=) '[\\w -]*'");
  private static final Pattern CALL = Pattern.compile("(\\w+)\\.(.+)");

  private final Catalogue catalogue;

  Expressions(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  private Map<String, DiagramBean> known() {
    return catalogue.calls().stream()
        .collect(Collectors.toMap(DiagramBean::name, Function.identity()));
  }

  /** The names of the delegates that service tasks and listeners may call. */
  Set<String> delegates() {
    return catalogue.delegates().keySet();
  }

  /** Whether this is the name of a step, which a service task calls. */
  boolean isStep(String name) {
    return catalogue.delegates().containsKey(name) && catalogue.delegates().get(name).works();
  }

  /** What is wrong with the expressions in a text; empty when nothing is. */
  Optional<String> fault(String text) {
    if (text.indexOf('{') < 0) {
      return Optional.empty();
    }
    Matcher matcher = EXPRESSION.matcher(text);
    while (matcher.find()) {
      Optional<String> fault = faultOf(matcher.group(1));
      if (fault.isPresent()) {
        return Optional.of("“" + matcher.group() + "” cannot be used: " + fault.get());
      }
    }
    return text.replaceAll(EXPRESSION.pattern(), "").matches("(?s).*[$#]\\{.*")
        ? Optional.of("“" + text + "”: a bracket is not closed")
        : Optional.empty();
  }

  private Optional<String> faultOf(String expression) {
    if (VARIABLE.matcher(expression).matches()) {
      String name = expression.replace("!", "");
      // A bean's bare name would hand the bean itself to the diagram.
      return known().containsKey(name) || List.of("execution", "task").contains(name)
          ? Optional.of("name a variable or a delegate")
          : Optional.empty();
    }
    // What Modeler writes for “pass the business key on” lets nobody reach further.
    if (COMPARISON.matcher(expression).matches()
        || expression.equals("execution.processBusinessKey")) {
      return Optional.empty();
    }
    Matcher call = CALL.matcher(expression);
    if (call.matches() && known().containsKey(call.group(1))) {
      return known().get(call.group(1)).fault(call.group(2));
    }
    return Optional.of(
        "allowed are a delegate, a variable, a comparison such as ${decision == 'yes'}, and "
            + known().keySet().stream().sorted().collect(Collectors.joining(", ")));
  }
}
