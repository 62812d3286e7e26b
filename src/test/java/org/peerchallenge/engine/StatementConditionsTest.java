package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.ibatis.scripting.xmltags.DynamicContext;
import org.apache.ibatis.scripting.xmltags.ExpressionEvaluator;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.db.PermissionCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The conditions of the engine's statements hold as OGNL says. */
class StatementConditionsTest {

  private static final Pattern TEST = Pattern.compile(" test=\"([^\"]+)\"");
  private static final Pattern WORD = Pattern.compile("(?<![.'\\w])[a-zA-Z]\\w*");

  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          true,
          false,
          0,
          1,
          2L,
          "",
          "LIST_PAGE",
          List.of(),
          List.of("a"),
          Set.of("a"),
          Map.of("size", 3),
          new String[0],
          new String[] {"a", "b"},
          new int[] {1},
          new TaskQueryImpl(),
          new TaskQueryImpl().taskCandidateUser("anna").or().taskAssignee("b").endOr(),
          new TaskQueryImpl().taskCandidateGroupIn(List.of("a")).active().tenantIdIn("t"),
          new ProcessInstanceQueryImpl().processInstanceBusinessKey("k").active(),
          new ListQueryParameterObject("p", 0, 1),
          new PermissionCheck());

  private final StatementConditions conditions = new StatementConditions();
  private final ExpressionEvaluator ognl = new ExpressionEvaluator();

  @Test
  void eachHoldsForEverythingAsOgnlSays() throws IOException {
    Random random = new Random(1);
    int simply = 0;
    int all = 0;
    Set<String> written = written();
    assertThat(written).hasSizeGreaterThan(500);
    for (String condition : written) {
      for (int i = 0; i < 60; i++) {
        Object bindings = bindings(parameters(condition, random));
        Optional<String> found = simply(condition, bindings);
        String expected = byOgnl(condition, bindings);
        found.ifPresent(one -> assertThat(one).as(condition).isEqualTo(expected));
        boolean decided = !expected.startsWith("fails");
        all += decided ? 1 : 0;
        simply += decided && found.isPresent() ? 1 : 0;
      }
    }
    assertThat((double) simply / all).as("not left to OGNL").isGreaterThan(0.6);
  }

  @Test
  void thoseOfAQueryOfTasksAreAllDecidedWithoutOgnl() {
    Object query =
        bindings(
            new TaskQueryImpl()
                .taskId("t")
                .taskCandidateGroupIn(List.of("a"))
                .taskAssignee("anna"));
    for (String condition :
        List.of(
            "taskId != null",
            "candidateUser == null && candidateGroups != null && candidateGroups.size > 0",
            "!isOrQueryActive",
            "assignee == 'anna' || owner != null")) {
      assertThat(conditions.simply(condition, query)).as(condition).contains(true);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"taskId.length() > 3", "taskId", "taskId.equals('task')", "1 + 1 > 1", "@x@y"})
  void whatIsNotSimpleIsLeftToOgnl(String condition) {
    Object query = bindings(new TaskQueryImpl().taskId("task"));
    assertThat(conditions.simply(condition, query)).isEmpty();
    assertThat(found(() -> conditions.evaluateBoolean(condition, query)))
        .isEqualTo(byOgnl(condition, query));
  }

  private Optional<String> simply(String condition, Object bindings) {
    try {
      return conditions.simply(condition, bindings).map(String::valueOf);
    } catch (RuntimeException e) {
      return Optional.of("fails");
    }
  }

  private String byOgnl(String condition, Object bindings) {
    return found(() -> ognl.evaluateBoolean(condition, bindings));
  }

  private static String found(java.util.function.BooleanSupplier decided) {
    try {
      return String.valueOf(decided.getAsBoolean());
    } catch (RuntimeException e) {
      return "fails";
    }
  }

  private static Map<String, Object> bindings(Object parameters) {
    return new DynamicContext(new Configuration(), parameters).getBindings();
  }

  /** Something for each word of a condition that is no property of another. */
  private static Map<String, Object> parameters(String condition, Random random) {
    Map<String, Object> parameters = new HashMap<>();
    WORD.matcher(condition)
        .results()
        .map(MatchResult::group)
        .forEach(word -> parameters.put(word, VALUES.get(random.nextInt(VALUES.size()))));
    return parameters;
  }

  private static Set<String> written() throws IOException {
    Set<String> written = new TreeSet<>();
    List<Resource> files = new ArrayList<>();
    for (Resource file :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:org/camunda/bpm/engine/impl/mapping/entity/*.xml")) {
      files.add(file);
      TEST.matcher(file.getContentAsString(StandardCharsets.UTF_8))
          .results()
          .map(one -> one.group(1).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))
          .forEach(written::add);
    }
    assertThat(files).hasSizeGreaterThan(20);
    return written;
  }
}
