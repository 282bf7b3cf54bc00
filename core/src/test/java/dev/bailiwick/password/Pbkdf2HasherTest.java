package dev.bailiwick.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class Pbkdf2HasherTest {
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
  private static final Password PASSWORD = Password.of("vexing cobalt moon");
  private static final Pbkdf2Hasher HASHER = Pbkdf2Hasher.withIterations(2);

  @Test
  void the_derived_keys_are_those_of_the_public_vectors() throws IOException {
    List<String> vectors =
        Resources.readLines(Resources.getResource(getClass(), "pbkdf2-hmac-sha256.txt"), UTF_8)
            .stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(vectors)
        .hasSize(43)
        .allSatisfy(
            vector -> {
              List<String> parts = Splitter.on(' ').splitToList(vector);
              byte[] text = HEX.decode(parts.get(1).replace("-", ""));
              byte[] key = HEX.decode(parts.get(4));
              assertThat(
                      Pbkdf2Hasher.derived(
                          new String(text, UTF_8),
                          HEX.decode(parts.get(2)),
                          Integer.parseInt(parts.get(3)),
                          key.length))
                  .isEqualTo(key);
            });
  }

  @Test
  void by_default_there_are_600_000_iterations() {
    assertThat(PasswordHasher.pbkdf2())
        .isInstanceOfSatisfying(
            Pbkdf2Hasher.class, hasher -> assertThat(hasher.iterations()).isEqualTo(600_000));
  }

  @Test
  void a_hash_carries_its_parameters_and_a_salt_of_its_own() {
    String hash = HASHER.hash(PASSWORD);
    assertThat(hash)
        .matches("\\$pbkdf2-sha256\\$i=2\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
        .hasSizeLessThanOrEqualTo(PasswordHasher.LONGEST_HASH)
        .isNotEqualTo(HASHER.hash(PASSWORD));
    assertThat(HASHER.matches(PASSWORD, hash)).isTrue();
    assertThat(HASHER.matches(Password.of("vexing cobalt mooN"), hash)).isFalse();
  }

  @Test
  void a_hash_with_earlier_parameters_is_recognised_and_not_current() {
    String earlier = Pbkdf2Hasher.withIterations(1).hash(PASSWORD);
    assertThat(HASHER.matches(PASSWORD, earlier)).isTrue();
    assertThat(HASHER.isCurrent(earlier)).isFalse();
    assertThat(HASHER.isCurrent(HASHER.hash(PASSWORD))).isTrue();
    assertThat(HASHER.isCurrent(Pbkdf2Hasher.withIterations(20).hash(PASSWORD))).isFalse();
  }

  @Test
  void a_text_that_is_no_hash_is_an_error_and_not_a_wrong_password() {
    String hash = HASHER.hash(PASSWORD);
    for (String broken :
        List.of(
            "",
            hash.substring(1),
            hash + "A",
            hash.replace("i=2", "i=0"),
            hash.replace("i=2", "i=999999999"),
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA")) {
      assertThatThrownBy(() -> HASHER.matches(PASSWORD, broken)).isInstanceOf(CorruptData.class);
    }
    assertThatThrownBy(() -> Pbkdf2Hasher.withIterations(0)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> Pbkdf2Hasher.withIterations(Pbkdf2Hasher.MOST_ITERATIONS + 1))
        .isInstanceOf(InvalidParameter.class);
  }
}
