package org.peerchallenge.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.Transaction;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.springframework.stereotype.Component;

/**
 * The engine's own statements, read from its files once in a Java, by a thread of its own while the
 * rest starts: a fifth of the start (docs/measurements/stock.md). What was read only to make them
 * is let go.
 */
@Component
public class EngineStatements extends AbstractProcessEnginePlugin {

  private static final CompletableFuture<Configuration> READ = new CompletableFuture<>();

  static {
    Thread thread = new Thread(EngineStatements::read, "engine-statements");
    thread.setDaemon(true);
    thread.start();
  }

  /** Begins to read, unless that was begun; an engine waits for it. */
  public static void begin() {
    // Loading this class has begun it.
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    engine.setSqlSessionFactory(new Sessions(READ.join(), engine));
  }

  private static void read() {
    try (InputStream files =
        ProcessEngineConfigurationImpl.class
            .getClassLoader()
            .getResourceAsStream(ProcessEngineConfigurationImpl.DEFAULT_MYBATIS_MAPPING_FILE)) {
      Properties properties = new Properties();
      properties.put("prefix", "");
      ProcessEngineConfigurationImpl.initSqlSessionFactoryProperties(
          properties, "", DbSqlSessionFactory.POSTGRES);
      SharedStatements statements =
          (SharedStatements)
              new XMLConfigBuilder(SharedStatements.class, files, "", properties).parse();
      // As the engine does itself.
      statements.setDefaultExecutorType(ExecutorType.BATCH);
      statements.wereRead();
      READ.complete(statements);
    } catch (IOException e) {
      READ.completeExceptionally(new UncheckedIOException(e));
    } catch (RuntimeException | Error e) {
      READ.completeExceptionally(e);
    }
  }

  /** One engine's sessions: with its database, by the statements of all. */
  private static final class Sessions extends DefaultSqlSessionFactory {

    private final ProcessEngineConfigurationImpl engine;

    Sessions(Configuration statements, ProcessEngineConfigurationImpl engine) {
      super(statements);
      this.engine = engine;
    }

    @Override
    public SqlSession openSession() {
      Transaction transaction =
          engine.getTransactionFactory().newTransaction(engine.getDataSource(), null, false);
      return new DefaultSqlSession(
          getConfiguration(),
          getConfiguration().newExecutor(transaction, ExecutorType.BATCH),
          false);
    }
  }
}
