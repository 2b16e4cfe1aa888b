package com.nextgen.ml.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One keep-alive connection with at most one request under way. */
final class Connection implements AutoCloseable {
  private static final int MAX_BYTES = 65_536;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer answer = ByteBuffer.allocate(MAX_BYTES);
  private ByteBuffer request = ByteBuffer.allocate(0);
  private long sentAt;

  Connection(int port, Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Sends a request. */
  void send(ByteBuffer whole, long now) throws IOException {
    request = whole;
    request.rewind();
    sentAt = now;
    answer.clear();
    write();
  }

  /** When the request under way was sent. */
  long sentAt() {
    return sentAt;
  }

  /**
   * Sends what is left of a request that did not fit into the socket's buffer at once, or reads
   * what has arrived.
   *
   * @return whether the answer is complete
   * @throws IOException if the server closed the connection, or answered anything but 200
   */
  boolean advance() throws IOException {
    if (request.hasRemaining()) {
      write();
      return false;
    }
    if (channel.read(answer) < 0) {
      throw new IOException("the server closed a connection");
    }
    return HttpAnswer.isComplete(answer.array(), answer.position());
  }

  private void write() throws IOException {
    channel.write(request);
    int wanted = request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /** The body of the complete answer. */
  byte[] body() {
    int from = HttpAnswer.bodyStart(answer.array(), answer.position());
    return Arrays.copyOfRange(answer.array(), from, answer.position());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
