package com.nextgen.ml.service.registry;

/** Something in the registry is wrong or absent; the message is for people and names what. */
public final class RegistryException extends Exception {
  private static final long serialVersionUID = 1L;

  public RegistryException(String message) {
    super(message);
  }

  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
