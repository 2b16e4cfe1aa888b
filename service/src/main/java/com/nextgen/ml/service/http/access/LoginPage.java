package com.nextgen.ml.service.http.access;

/** The page of a login. It has no script. */
final class LoginPage {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>ml-service: log in</title>
      <h1>ml-service</h1>
      %s
      </html>
      """;

  private LoginPage() {}

  /** A form for a token. */
  static String in(String key) {
    return PAGE.formatted(
        """
        <form method="post" action="/login">
        <input type="hidden" name="key" value="%s">
        <p><label>Token <input type="password" name="token" autocomplete="off" required autofocus></label>
        <button>Log in</button></p>
        </form>"""
            .formatted(key));
  }

  /**
   * A form that ends a session.
   *
   * @param caller whose session it is
   */
  static String out(String caller, String key) {
    return PAGE.formatted(
        """
        <p>You are %s. <a href="/">Go on</a></p>
        <form method="post" action="/logout">
        <input type="hidden" name="key" value="%s">
        <button>Log out</button>
        </form>"""
            .formatted(escaped(caller), key));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
