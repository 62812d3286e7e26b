package org.peerchallenge.benchmark.imports;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table by PostgreSQL's COPY in its binary form. */
final class BinaryCopy extends BinaryRows implements AutoCloseable {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private static final int SEND_AT = 1 << 16;

  private final CopyIn copy;
  private final int columns;

  /**
   * @param into the table with its columns in brackets
   */
  BinaryCopy(Connection connection, String into, int columns) throws SQLException {
    super(SEND_AT + 4096);
    this.columns = columns;
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + into + " from stdin with (format binary)");
    put(HEADER, 0, HEADER.length);
  }

  /** Begins a row. */
  void row() throws SQLException {
    if (filled >= SEND_AT) {
      send();
    }
    row(columns);
  }

  /** Whole rows with as many columns. */
  void rows(byte[] rows) throws SQLException {
    if (filled >= SEND_AT) {
      send();
    }
    put(rows, 0, rows.length);
  }

  /**
   * All rows are there.
   *
   * @return how many
   */
  long end() throws SQLException {
    putShort(-1);
    send();
    return copy.endCopy();
  }

  /** Takes back what was not ended. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void send() throws SQLException {
    copy.writeToCopy(out, 0, filled);
    filled = 0;
  }
}
