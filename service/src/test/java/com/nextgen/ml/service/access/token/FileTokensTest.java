package com.nextgen.ml.service.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.access.Identity;
import com.nextgen.ml.service.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTokensTest {
  private static final String TOKEN = "0123456789abcdefghijklmnopqrstuvwxyzABCDE";
  private static final String OTHER = "ABCDE0123456789abcdefghijklmnopqrstuvwxyz";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("tokens");
    Files.writeString(file, line("search", TOKEN, "read"));
  }

  private static String line(String name, String token, String... grants) {
    return FileTokens.line(name, token, List.of(grants)) + "\n";
  }

  private static Identity.Known known(FileTokens tokens, String token) {
    return (Identity.Known) tokens.identify(token, 0);
  }

  @Test
  void knowsTheBearerOfATokenByItsHash() throws Exception {
    Files.writeString(file, "# who may\n\n" + line("search", TOKEN, "read", "predict:price"));
    assertThat(Files.readString(file)).doesNotContain(TOKEN);
    FileTokens tokens = FileTokens.of(file);
    assertThat(tokens.size()).isEqualTo(1);
    assertThat(known(tokens, TOKEN).caller().name()).isEqualTo("search");
    assertThat(known(tokens, TOKEN).caller().grants().has(Role.PREDICT, "price")).isTrue();
    assertThat(tokens.identify(OTHER, 0)).isNull();
    assertThat(tokens.identify(TOKEN + "x", 0)).isNull();
    assertThat(tokens.identify("", 0)).isNull();
    assertThat(tokens.identify("x".repeat(1_000_000), 0)).isNull();
  }

  @Test
  void aHashIsNoToken() throws Exception {
    String hash = Files.readString(file).split("[ :]", -1)[2];
    assertThat(FileTokens.of(file).identify(hash, 0)).isNull();
  }

  @Test
  void theHashIsTheOneThatOtherToolsMake() throws Exception {
    // printf %s 0123456789abcdefghijklmnopqrstuvwxyzABCDE | sha256sum
    assertThat(Files.readString(file))
        .contains("sha256:245e0551ea4e5e144eb11d11cc8b021f3d5951d8058713ce3790a661d4157828 read");
  }

  @Test
  void aChangedFileIsTaken() throws Exception {
    FileTokens tokens = FileTokens.of(file);
    Files.writeString(file, line("search", OTHER, "admin"));
    assertThat(tokens.reload()).isTrue();
    assertThat(tokens.identify(TOKEN, 0)).isNull();
    assertThat(known(tokens, OTHER).caller().grants().has(Role.ADMIN, null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "search", "search sha256:00 read", "search md5:00 read", "\u0000"})
  void aBadFileLeavesTheTokensOfBefore(String contents) throws Exception {
    FileTokens tokens = FileTokens.of(file);
    Files.writeString(file, contents);
    assertThat(tokens.reload()).isFalse();
    assertThat(known(tokens, TOKEN).caller().name()).isEqualTo("search");
    Files.writeString(file, line("search", OTHER, "read"));
    assertThat(tokens.reload()).isTrue();
    assertThat(tokens.identify(TOKEN, 0)).isNull();
  }

  @Test
  void aFileThatIsGoneLeavesTheTokensOfBefore() throws Exception {
    FileTokens tokens = FileTokens.of(file);
    Files.delete(file);
    assertThat(tokens.reload()).isFalse();
    assertThat(tokens.identify(TOKEN, 0)).isNotNull();
  }

  @Test
  void aBadFileIsAnErrorAtTheStartThatNamesTheLineAndNoHash() throws Exception {
    String good = line("search", TOKEN, "read");
    Files.writeString(file, good + good);
    assertThatThrownBy(() -> FileTokens.of(file))
        .hasMessageContaining("line 2: the same token")
        .hasMessageNotContaining(good.split(" ", -1)[1]);
    Files.writeString(file, good + "b sha256:" + "0".repeat(64) + " fly");
    assertThatThrownBy(() -> FileTokens.of(file)).hasMessageContaining("line 2: 'fly' is no role");
    assertThatThrownBy(() -> FileTokens.of(folder.resolve("none")))
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "0123456789abcdefghijklmnopqrstu",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "0123456789 abcdefghijklmnopqrstuvwxyz",
        "0123456789abcdefghijklmnopqrstuvwxyzé",
      })
  void whatCouldBeGuessedIsNoToken(String token) {
    assertThatThrownBy(() -> FileTokens.line("search", token, List.of("read")))
        .hasMessageContaining("a token");
  }
}
