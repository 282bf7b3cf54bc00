package dev.bailiwick.internal.hashing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.PasswordHash;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts the hashes of passwords with the key of the host (AES-GCM), each bound to its account. A
 * sealed hash names its key: {@code 1.<key>.<nonce and text>}.
 */
final class HashSeal {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();
  private static final Splitter PARTS = Splitter.on('.');
  private static final String VERSION = "1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final ImmutableMap<String, SecretKey> keys;
  private final String present;

  /** Creates a seal with keys, the present one first. */
  HashSeal(List<SecretKey> keys) {
    ImmutableMap.Builder<String, SecretKey> named = ImmutableMap.builder();
    keys.forEach(key -> named.put(name(key), key));
    this.keys = named.buildKeepingLast();
    this.present = name(keys.get(0));
  }

  private static String name(SecretKey key) {
    return Hashing.hmacSha256(key.getEncoded())
        .hashString("name of the key", UTF_8)
        .toString()
        .substring(0, 8);
  }

  /** Encrypts the hash of an account. */
  PasswordHash seal(UserId user, String hash) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] text = crypt(Cipher.ENCRYPT_MODE, present, user, nonce, hash.getBytes(UTF_8));
    byte[] all = new byte[nonce.length + text.length];
    System.arraycopy(nonce, 0, all, 0, nonce.length);
    System.arraycopy(text, 0, all, nonce.length, text.length);
    return PasswordHash.ofStored(VERSION + "." + present + "." + BASE64.encode(all));
  }

  /** Whether a hash is sealed with the present key. */
  boolean isPresent(PasswordHash sealed) {
    return sealed.secret().startsWith(VERSION + "." + present + ".");
  }

  /**
   * Decrypts the hash of an account.
   *
   * @throws CorruptData if it is sealed with an unknown key, or for another account
   */
  String open(UserId user, PasswordHash sealed) {
    List<String> parts = PARTS.splitToList(sealed.secret());
    if (parts.size() != 3 || !parts.get(0).equals(VERSION) || !BASE64.canDecode(parts.get(2))) {
      throw new CorruptData("the sealed hash of a password cannot be read");
    }
    if (!keys.containsKey(parts.get(1))) {
      throw new CorruptData("a password is sealed with a key that the host does not give");
    }
    byte[] all = BASE64.decode(parts.get(2));
    if (all.length <= NONCE_BYTES) {
      throw new CorruptData("the sealed hash of a password is too short");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] text = new byte[all.length - NONCE_BYTES];
    System.arraycopy(all, 0, nonce, 0, nonce.length);
    System.arraycopy(all, nonce.length, text, 0, text.length);
    return new String(crypt(Cipher.DECRYPT_MODE, parts.get(1), user, nonce, text), UTF_8);
  }

  private byte[] crypt(int mode, String key, UserId user, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, keys.get(key), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(("password of " + user.value()).getBytes(UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException refused) {
      CorruptData corrupt = new CorruptData("the sealed hash of a password does not fit its key");
      corrupt.initCause(refused);
      throw corrupt;
    }
  }
}
