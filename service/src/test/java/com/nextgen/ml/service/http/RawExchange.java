package com.nextgen.ml.service.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server answers to bytes that no client library would send, on one connection. */
public final class RawExchange {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
  private static final int PATIENCE_MILLIS = 20_000;

  private RawExchange() {}

  /** Everything that comes back until the server closes. */
  public static String untilClosed(int port, String sent) throws IOException {
    try (Socket socket = open(port)) {
      socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** The first answer, whose length is told, with its body; the server may keep the connection. */
  public static String first(int port, String sent) throws IOException {
    try (Socket socket = open(port)) {
      socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int read = in.read();
        if (read < 0) {
          return head.toString();
        }
        head.append((char) read);
      }
      Matcher length = LENGTH.matcher(head);
      int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
      return head + new String(in.readNBytes(bytes), ISO_8859_1);
    }
  }

  private static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }
}
