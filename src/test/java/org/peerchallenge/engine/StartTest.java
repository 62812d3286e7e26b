package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.util.Map;
import org.apache.ibatis.mapping.SqlSource;
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
