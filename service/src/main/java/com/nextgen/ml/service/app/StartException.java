package com.nextgen.ml.service.app;

import java.net.BindException;

/** The service could not be started; the message says why and what to do next. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  StartException(String message) {
    super(message);
  }

  StartException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns what says that a port is not available.
   *
   * @param option which sets another
   */
  static StartException portTaken(int port, String host, String option, Throwable cause) {
    String where = "port " + port + " of " + host + " cannot be had (" + cause.getMessage();
    return new StartException(where + "); choose another with " + option, cause);
  }

  /**
   * Returns what says why the server does not listen.
   *
   * @throws RuntimeException {@code failure}, if its port is not the reason
   */
  static StartException notListening(ServiceSettings settings, RuntimeException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof BindException) {
        return portTaken(settings.port(), settings.host(), "--port", at);
      }
    }
    throw failure;
  }
}
