package org.peerchallenge;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.springframework.lang.Nullable;

/** What can go wrong at a {@link FaultPoint}: really made, on the connection that is there. */
public enum Fault {
  /** The server refuses the statement with a fault of its own. */
  FAILS {
    @Override
    public void happen(Connection at) throws SQLException {
      raise(at, "XX000", "could not read block 17 of relation base/16384/2619");
    }
  },
  /** The server's disk is full. */
  DATABASE_FULL {
    @Override
    public void happen(Connection at) throws SQLException {
      raise(at, "53100", "could not extend file \"base/16384/2619\": No space left on device");
    }
  },
  /** The statement hangs until the server's own limit ends it. */
  HANGS {
    @Override
    public void happen(Connection at) throws SQLException {
      boolean forGood = at.getAutoCommit();
      try {
        run(at, "set statement_timeout = 20");
        run(at, "select pg_sleep(60)");
      } finally {
        // Otherwise the rollback takes it back.
        if (forGood) {
          run(at, "reset statement_timeout");
        }
      }
    }
  },
  /** The network swallows the answer: nobody knows whether it was done. */
  ANSWER_LOST {
    @Override
    public void happen(Connection at) throws SQLException {
      at.abort(Runnable::run);
      throw new SQLException("An I/O error occurred while sending to the backend", "08006");
    }
  },
  /** The server ends the connection. */
  CONNECTION_CUT {
    @Override
    public void happen(Connection at) throws SQLException {
      run(at, "select pg_terminate_backend(pg_backend_pid())");
    }
  },
  /** One of the server's processes is killed, so that it ends all and recovers. */
  DATABASE_KILLED {
    @Override
    public void happen(Connection at) throws SQLException {
      ProcessHandle.of(at.unwrap(PGConnection.class).getBackendPID())
          .orElseThrow()
          .destroyForcibly();
      run(at, "select pg_sleep(60)");
    }
  },
  /** The application is killed. */
  DIES {
    @Override
    public void happen(@Nullable Connection at) throws SQLException {
      DatabaseConnections.kill();
      throw new SQLException("The application was killed", "08006");
    }
  },
  /** The disk is slow; all goes well. */
  SLOW {
    @Override
    public void happen(Connection at) throws SQLException {
      run(at, "select pg_sleep(0.2)");
    }
  },
  /** The clock of the machine jumps. What follows is the test's: time is in its hand. */
  CLOCK_JUMPS {
    @Override
    public void happen(Connection at) {}
  },
  /** The home's disk is full. What follows is the test's: only mails are written there. */
  HOME_FULL {
    @Override
    public void happen(Connection at) {}
  };

  /**
   * Makes it.
   *
   * @throws SQLException unless all goes well all the same
   */
  public abstract void happen(Connection at) throws SQLException;

  private static void raise(Connection at, String state, String message) throws SQLException {
    run(
        at,
        "do $$ begin raise exception using errcode = '%s', message = '%s'; end $$"
            .formatted(state, message));
  }

  private static void run(Connection at, String sql) throws SQLException {
    try (Statement statement = at.createStatement()) {
      statement.execute(sql);
    }
  }
}
