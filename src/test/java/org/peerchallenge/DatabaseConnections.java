package org.peerchallenge;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * The connections of process tests to their database, which end all at once when a test has the
 * application killed: after a number of messages, before or after the last of them left. The
 * database sees what it sees when a process is killed, and until the restart nothing of the
 * application gets through to it, its handlers of failures included.
 *
 * <p>PostgreSQL's driver makes one for each connection, as {@code socketFactory} of the address.
 */
public final class DatabaseConnections extends SocketFactory {

  private static final Set<Socket> OPEN = ConcurrentHashMap.newKeySet();
  private static final AtomicLong SENT = new AtomicLong();
  private static volatile long deadly = Long.MAX_VALUE;
  private static volatile boolean lastGetsThrough;
  private static volatile boolean dead;
  private static volatile Runnable whenKilled = () -> {};

  /** How many messages the application sent to its database so far. */
  public static long sent() {
    return SENT.get();
  }

  /**
   * Kills the application some messages from now.
   *
   * @param messages 1 for the next
   * @param lastGetsThrough whether the database gets the last one, whose answer nobody hears
   */
  public static void killAfter(long messages, boolean lastGetsThrough) {
    DatabaseConnections.lastGetsThrough = lastGetsThrough;
    deadly = SENT.get() + messages;
  }

  /** What else happens as soon as the application is killed. */
  public static void whenKilled(Runnable then) {
    whenKilled = then;
  }

  /** Kills the application now. */
  public static void kill() {
    dead = true;
    whenKilled.run();
    deadly = Long.MAX_VALUE;
    OPEN.forEach(DatabaseConnections::close);
    OPEN.clear();
  }

  public static boolean isDead() {
    return dead;
  }

  /** Lets the application through to its database again; nothing is armed. */
  public static void revive() {
    deadly = Long.MAX_VALUE;
    dead = false;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Socket createSocket() {
    return new Killable();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  private static final class Killable extends Socket {

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
      if (dead) {
        throw new ConnectException("The application was killed");
      }
      super.connect(address, timeout);
      OPEN.add(this);
      if (dead) {
        // Killed meanwhile.
        close();
      }
    }

    @Override
    public synchronized void close() throws IOException {
      OPEN.remove(this);
      super.close();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          boolean last = SENT.incrementAndGet() >= deadly;
          if (!last || lastGetsThrough) {
            out.write(bytes, from, length);
          }
          if (last) {
            kill();
            throw new SocketException("The application was killed");
          }
        }
      };
    }
  }
}
