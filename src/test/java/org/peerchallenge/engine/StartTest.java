package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.scripting.xmltags.ExpressionEvaluator;
import org.apache.ibatis.scripting.xmltags.IfSqlNode;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;

/** What a start does in fewer steps than the engine would, with the same result. */
class StartTest extends EngineTest {

  @Autowired private ProcessEngineConfigurationImpl configuration;
  @Autowired private FileCheck check;

  /** The engine as it reads its statements itself. */
  private static final class ByItself extends StandaloneProcessEngineConfiguration {

    private Configuration statements(ProcessEngineConfigurationImpl other) {
      setDatabaseType("postgres");
      setDataSource(other.getDataSource());
      setTransactionFactory(other.getTransactionFactory());
      initSqlSessionFactory();
      return getSqlSessionFactory().getConfiguration();
    }
  }

  @Test
  void theStatementsAreThoseThatTheEngineReads() {
    Configuration ours = configuration.getSqlSessionFactory().getConfiguration();
    Configuration its = new ByItself().statements(configuration);

    assertThat(configuration.getDatabaseType()).isEqualTo("postgres");
    assertThat(configuration.getDatabaseTablePrefix()).isEmpty();
    assertThat(ours.getDefaultExecutorType()).isEqualTo(its.getDefaultExecutorType());
    assertThat(ours.getDefaultStatementTimeout()).isEqualTo(its.getDefaultStatementTimeout());
    assertThat(ours.getMappedStatementNames())
        .hasSizeGreaterThan(1_000)
        .containsExactlyInAnyOrderElementsOf(its.getMappedStatementNames());
    for (String name : new String[] {"selectTask", "insertTask", "deleteJob"}) {
      assertThat(sql(ours, name)).as(name).isEqualTo(sql(its, name)).contains("ACT_RU_");
    }
  }

  @Test
  void everyPartOfEveryStatementIsAsTheEngineReadsIt() throws Exception {
    Configuration ours = configuration.getSqlSessionFactory().getConfiguration();
    Configuration its = new ByItself().statements(configuration);
    Map<Object, Integer> shared = new IdentityHashMap<>();
    Map<Object, Integer> each = new IdentityHashMap<>();
    Set<Class<?>> decidesOurs = new HashSet<>();
    Set<Class<?>> decidesIts = new HashSet<>();

    for (String name : its.getMappedStatementNames()) {
      if (!name.contains(".")) {
        continue;
      }
      assertThat(shape(ours.getMappedStatement(name).getSqlSource(), shared, decidesOurs))
          .as(name)
          .isEqualTo(shape(its.getMappedStatement(name).getSqlSource(), each, decidesIts));
    }
    assertThat(shared.size()).as("parts, equal ones once").isLessThan(each.size() / 4);
    assertThat(decidesOurs).containsExactly(StatementConditions.class);
    assertThat(decidesIts).containsExactly(ExpressionEvaluator.class);
  }

  /** A number for a statement or a part of it, with all that it says. */
  private static int shape(Object part, Map<Object, Integer> known, Set<Class<?>> decides)
      throws Exception {
    if (part instanceof Collection<?> parts) {
      List<Integer> shapes = new ArrayList<>();
      for (Object one : parts) {
        shapes.add(shape(one, known, decides));
      }
      return shapes.hashCode();
    }
    if (part == null || !part.getClass().getName().startsWith("org.apache.ibatis.scripting")) {
      return part instanceof CharSequence || part instanceof Boolean ? part.hashCode() : 0;
    }
    if (!known.containsKey(part)) {
      List<Object> said = new ArrayList<>(List.of(part.getClass().getName()));
      for (Class<?> type = part.getClass(); type != null; type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            field.setAccessible(true);
            if (field.getName().equals("evaluator") && type == IfSqlNode.class) {
              decides.add(field.get(part).getClass());
              continue;
            }
            said.add(field.getName() + shape(field.get(part), known, decides));
          }
        }
      }
      known.put(part, said.hashCode());
    }
    return known.get(part);
  }

  @Test
  void theXmlOfTheStatementsIsLetGo() {
    assertThat(configuration.getSqlSessionFactory().getConfiguration().getSqlFragments()).isEmpty();
  }

  @Test
  void anUnchangedStartReadsNoDeployedFile() {
    RepositoryService repository =
        mock(RepositoryService.class, delegatesTo(engine.getRepositoryService()));

    new Deployer(repository, check).afterSingletonsInstantiated();

    verify(repository, never()).getResourceAsStream(any(), any());
    verify(repository, never()).createDeployment();
  }

  private static String sql(Configuration statements, String name) {
    SqlSource source = statements.getMappedStatement(name).getSqlSource();
    return source.getBoundSql(Map.of("id", "1", "revision", 1)).getSql();
  }
}
