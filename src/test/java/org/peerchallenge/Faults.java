package org.peerchallenge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.postgresql.PGConnection;

/**
 * PostgreSQL's driver as process tests use it: when a test listens, it is told before and after
 * each statement of a {@link FaultPoint}, and before and after the commit of a transaction that had
 * one, and may let it fail there. The product has no such hook.
 */
public final class Faults implements Driver {

  /** Where at a point. */
  public enum Moment {
    BEFORE,
    AFTER,
    BEFORE_COMMIT,
    /** What was done counts, and nobody may have heard. */
    COMMITTED
  }

  /** What happens at a point. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param connection the one that is there, on which anything may be done
     * @throws SQLException when it fails
     */
    void at(FaultPoint point, Moment moment, Connection connection) throws SQLException;
  }

  private static final AtomicLong ASKED_BY_PAGES = new AtomicLong();

  private static volatile Listener listener;

  private final Driver driver = new org.postgresql.Driver();

  /** Tells of every point from now on. */
  public static void listen(Listener to) {
    listener = to;
  }

  public static void listenNoMore() {
    listener = null;
  }

  /** How many statements web requests of this JVM have begun. */
  public static long askedByPages() {
    return ASKED_BY_PAGES.get();
  }

  private static void tell(FaultPoint point, Moment moment, Connection connection)
      throws SQLException {
    Listener to = listener;
    if (to != null) {
      to.at(point, moment, connection);
    }
  }

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    Connection connection = driver.connect(url, properties);
    return connection == null ? null : new Told(connection).proxy();
  }

  /** One connection, and the last point of the transaction that it is in. */
  private static final class Told {

    private final Connection connection;
    private FaultPoint last;

    Told(Connection connection) {
      this.connection = connection;
    }

    Connection proxy() {
      return (Connection)
          Proxy.newProxyInstance(
              Faults.class.getClassLoader(), new Class<?>[] {Connection.class}, this::called);
    }

    private Object called(Object proxy, Method method, Object[] arguments) throws Throwable {
      switch (method.getName()) {
        case "prepareStatement" -> {
          if (Thread.currentThread().getName().startsWith("http-nio-")) {
            ASKED_BY_PAGES.incrementAndGet();
          }
          Object statement = invoke(connection, method, arguments);
          Optional<FaultPoint> point =
              listener == null ? Optional.empty() : FaultPoint.of((String) arguments[0]);
          return point.isEmpty() ? statement : statement(point.get(), statement);
        }
        case "unwrap" -> {
          if (arguments[0] == PGConnection.class) {
            tell(FaultPoint.FILE_COPIED, Moment.BEFORE, connection);
            last = FaultPoint.FILE_COPIED;
          }
          return invoke(connection, method, arguments);
        }
        case "commit" -> {
          FaultPoint of = last;
          last = null;
          if (of != null) {
            tell(of, Moment.BEFORE_COMMIT, connection);
          }
          Object result = invoke(connection, method, arguments);
          if (of != null) {
            tell(of, Moment.COMMITTED, connection);
          }
          return result;
        }
        case "rollback" -> {
          last = arguments == null ? null : last;
          return invoke(connection, method, arguments);
        }
        default -> {
          return invoke(connection, method, arguments);
        }
      }
    }

    private Object statement(FaultPoint point, Object statement) {
      return Proxy.newProxyInstance(
          Faults.class.getClassLoader(),
          new Class<?>[] {PreparedStatement.class},
          (proxy, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
              return invoke(statement, method, arguments);
            }
            tell(point, Moment.BEFORE, connection);
            Object result = invoke(statement, method, arguments);
            last = point;
            tell(point, connection.getAutoCommit() ? Moment.COMMITTED : Moment.AFTER, connection);
            return result;
          });
    }

    private static Object invoke(Object on, Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(on, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
      throws SQLException {
    return driver.getPropertyInfo(url, properties);
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("org.postgresql");
  }
}
