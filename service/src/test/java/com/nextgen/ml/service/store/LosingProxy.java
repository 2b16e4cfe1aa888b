package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a store and PostgreSQL, and ends a connection in a commit: before the server has
 * heard of it, or when it has committed but has not yet said so to the client. It can also stand
 * for a server that hangs.
 */
public final class LosingProxy implements AutoCloseable {
  /** CommandComplete of a commit: type, length, text. */
  private static final String COMMITTED = "C\0\0\0\13COMMIT\0";

  private final ServerSocket listening;
  private final StoreAddress behind;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable String> wanted = new AtomicReference<>();
  private final AtomicReference<@Nullable String> unsent = new AtomicReference<>();
  private final AtomicReference<@Nullable String> hanging = new AtomicReference<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean hangs;
  private final AtomicInteger lost = new AtomicInteger();

  public LosingProxy(StoreAddress behind) throws IOException {
    this.behind = behind;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** The same database, by way of this; statements are sent as text each time. */
  public StoreAddress address() {
    int port = server().getPort();
    return new StoreAddress(
        behind.url().replace(":" + port + "/", ":" + listening.getLocalPort() + "/")
            + "&prepareThreshold=0",
        behind.credentials());
  }

  /** Loses the next answer to a commit of a transaction that has run {@code statement}. */
  public void lose(String statement) {
    wanted.set(statement);
  }

  /** Loses the next commit of a transaction that has run {@code statement}. */
  public void loseCommit(String statement) {
    unsent.set(statement);
  }

  /** Lets nothing through any more once a connection has sent {@code statement}. */
  public void hangFrom(String statement) {
    hanging.set(statement);
  }

  /** Whether a connection has sent that statement: nobody is answered any more. */
  public boolean hangs() {
    return hangs;
  }

  /** How many commits or answers were lost. */
  public int lost() {
    return lost.get();
  }

  private InetSocketAddress server() {
    URI uri = URI.create(behind.url().substring("jdbc:".length()));
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(server().getAddress(), server().getPort());
        sockets.addAll(List.of(client, server));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        start(() -> ask(client, server, said));
        start(() -> answer(server, client, said));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "losing-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void ask(Socket client, Socket server, ByteArrayOutputStream said) {
    try {
      byte[] chunk = new byte[65_536];
      InputStream in = client.getInputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        said.write(chunk, 0, n);
        String last = hanging.get();
        if (last != null && text(chunk, n).contains(last)) {
          hangs = true;
        }
        if (hangs) {
          closed.await();
          return;
        }
        String statement = unsent.get();
        if (statement != null
            && text(chunk, n).contains("COMMIT")
            && said.toString(StandardCharsets.UTF_8).contains(statement)
            && unsent.compareAndSet(statement, null)) {
          lost.incrementAndGet();
          return;
        }
        server.getOutputStream().write(chunk, 0, n);
      }
    } catch (IOException e) {
      // The other end was closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(List.of(client, server));
    }
  }

  private void answer(Socket server, Socket client, ByteArrayOutputStream said) {
    try {
      byte[] chunk = new byte[65_536];
      InputStream in = server.getInputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (text(chunk, n).contains(COMMITTED)) {
          String statement = wanted.get();
          boolean ran =
              statement != null && said.toString(StandardCharsets.UTF_8).contains(statement);
          said.reset();
          if (ran && wanted.compareAndSet(statement, null)) {
            lost.incrementAndGet();
            return;
          }
        }
        client.getOutputStream().write(chunk, 0, n);
      }
    } catch (IOException e) {
      // The other end was closed.
    } finally {
      close(List.of(client, server));
    }
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static void close(List<Socket> sockets) {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Ends all connections and takes no more, as a server that has died. */
  public void die() throws IOException {
    closed.countDown();
    listening.close();
    close(new ArrayList<>(sockets));
  }

  @Override
  public void close() throws IOException {
    die();
  }
}
