package dev.bailiwick.internal.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.GrantKeyText;
import dev.bailiwick.internal.value.Kinds;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The SHA-256 of a request, computed from the names and values of its fields. A name is written as
 * {@code f}, a value as {@code v}, each followed by the number of its UTF-8 bytes, a colon and the
 * bytes. A value that has fields of its own is written in parentheses. An absent field and an empty
 * list are not written. A later version can therefore add a field and keep the digest of each
 * request that does not use it. The format is stored: it does not depend on the name of any class.
 *
 * <p>There is one method for each kind of value that may be digested, and no method that takes any
 * object.
 */
public final class RequestDigest {
  private final Hasher hasher;

  private RequestDigest(HashFunction function) {
    this.hasher = function.newHasher();
  }

  /** Returns an empty digest. */
  public static RequestDigest plain() {
    return new RequestDigest(Hashing.sha256());
  }

  /**
   * Returns an empty digest that uses HMAC. Without the key, a request cannot be found by trying
   * possible values.
   */
  public static RequestDigest keyed(byte[] key) {
    return new RequestDigest(Hashing.hmacSha256(key));
  }

  /** Writes a text. */
  public RequestDigest text(String field, String value) {
    put('f', field);
    put('v', value);
    return this;
  }

  /** Writes a text, if it is present. */
  public RequestDigest text(String field, Optional<String> value) {
    value.ifPresent(present -> text(field, present));
    return this;
  }

  /** Writes a number. */
  public RequestDigest number(String field, long value) {
    return text(field, Long.toString(value));
  }

  /** Writes true or false. */
  public RequestDigest flag(String field, boolean value) {
    return text(field, value ? "true" : "false");
  }

  /** Writes true or false, if one of them is given. */
  public RequestDigest flag(String field, Optional<Boolean> value) {
    return text(field, value.map(on -> on ? "true" : "false"));
  }

  /** Writes an instant, if it is present, as seconds and nanoseconds since 1970. */
  public RequestDigest instant(String field, Optional<Instant> value) {
    return text(field, value.map(at -> at.getEpochSecond() + "." + at.getNano()));
  }

  /** Writes a user, team, org or everyone. */
  public RequestDigest accessor(String field, Accessor value) {
    return text(field, GrantKeyText.accessor(value));
  }

  /** Writes a user, team, org or everyone, if it is present. */
  public RequestDigest accessor(String field, Optional<? extends Accessor> value) {
    return text(field, value.map(GrantKeyText::accessor));
  }

  /** Writes a tenant, if it is present. */
  public RequestDigest tenant(String field, Optional<Tenant> value) {
    return accessor(
        field, value.map(tenant -> Kinds.<Accessor>match(tenant, user -> user, org -> org)));
  }

  /** Writes a resource's type and id. */
  public RequestDigest resourceId(String field, ResourceId value) {
    return nested(field, () -> text("type", value.type()).text("id", value.id()));
  }

  /** Writes a resource with everything that the caller supplied about it and its parents. */
  public RequestDigest resource(String field, ResourceRef value) {
    String name = field;
    for (Optional<ResourceRef> next = Optional.of(value); next.isPresent(); ) {
      ResourceRef ref = next.get();
      nested(
          name,
          () ->
              resourceId("resource", ref.key())
                  .tenant("tenant", ref.tenant())
                  .accessor("owner", ref.owner()));
      name = "parent";
      next = ref.parent();
    }
    return this;
  }

  /** Writes texts by name, in the order of the names. */
  public RequestDigest map(String field, Map<String, String> values) {
    return nested(field, () -> new TreeMap<>(values).forEach(this::text));
  }

  /** Writes texts in ascending order. The order in the call does not matter. */
  public RequestDigest set(String field, Collection<String> values) {
    return each(field, new TreeSet<>(values), (out, value) -> out.text("is", value));
  }

  /** Writes a value with the given method, if it is present. */
  public <T> RequestDigest maybe(
      String field, Optional<T> value, BiConsumer<RequestDigest, T> write) {
    value.ifPresent(present -> nested(field, () -> write.accept(this, present)));
    return this;
  }

  /** Writes values in their order. Writes nothing for an empty collection. */
  public <T> RequestDigest each(
      String field, Collection<T> values, BiConsumer<RequestDigest, T> write) {
    values.forEach(value -> nested(field, () -> write.accept(this, value)));
    return this;
  }

  /** Returns the digest in hexadecimal. Nothing can be written afterwards. */
  public String hex() {
    return hasher.hash().toString();
  }

  private RequestDigest nested(String field, Runnable fields) {
    put('f', field);
    hasher.putByte((byte) '(');
    fields.run();
    hasher.putByte((byte) ')');
    return this;
  }

  private void put(char kind, String value) {
    byte[] text = value.getBytes(UTF_8);
    hasher.putByte((byte) kind).putBytes((text.length + ":").getBytes(UTF_8)).putBytes(text);
  }
}
