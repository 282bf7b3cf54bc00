package dev.bailiwick.internal.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.error.CorruptData;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.PasswordHash;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HashSealTest {
  private static final UserId ANN = new UserId(1);
  private static final String HASH = "$pbkdf2-sha256$i=1$c2FsdA$aGFzaA";

  private static SecretKey key(int first) {
    byte[] key = new byte[32];
    key[0] = (byte) first;
    return new SecretKeySpec(key, "AES");
  }

  @Test
  void a_sealed_hash_is_opened_with_its_key_for_its_account() {
    HashSeal seal = new HashSeal(List.of(key(1)));
    PasswordHash sealed = seal.seal(ANN, HASH);
    assertThat(seal.open(ANN, sealed)).isEqualTo(HASH);
    assertThat(sealed.secret()).doesNotContain("pbkdf2", "aGFzaA");
    assertThat(sealed).isNotEqualTo(seal.seal(ANN, HASH));
    assertThatThrownBy(() -> seal.open(new UserId(2), sealed))
        .as("the row of another account")
        .isInstanceOf(CorruptData.class);
    assertThatThrownBy(() -> new HashSeal(List.of(key(2))).open(ANN, sealed))
        .isInstanceOf(CorruptData.class);
  }

  @Test
  void an_earlier_key_opens_and_the_present_one_seals() {
    PasswordHash before = new HashSeal(List.of(key(1))).seal(ANN, HASH);
    HashSeal seal = new HashSeal(List.of(key(2), key(1), key(2)));
    assertThat(seal.open(ANN, before)).isEqualTo(HASH);
    assertThat(seal.isPresent(before)).isFalse();
    assertThat(seal.isPresent(seal.seal(ANN, HASH))).isTrue();
  }

  @Test
  void a_text_that_was_changed_is_corrupt() {
    HashSeal seal = new HashSeal(List.of(key(1)));
    String sealed = seal.seal(ANN, HASH).secret();
    char last = sealed.charAt(sealed.length() - 5);
    String changed =
        sealed.substring(0, sealed.length() - 5)
            + (last == 'A' ? 'B' : 'A')
            + sealed.substring(sealed.length() - 4);
    for (String broken :
        List.of(
            "",
            changed,
            "2" + sealed.substring(1),
            sealed + ".x",
            sealed.substring(0, 11) + "AAAA",
            sealed.substring(0, 11) + "!")) {
      assertThatThrownBy(() -> seal.open(ANN, PasswordHash.ofStored(broken)))
          .as(broken)
          .isInstanceOf(CorruptData.class);
    }
  }
}
