package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.error.InvalidParameter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for new passwords, after NIST SP 800-63B-4: a smallest length in code points, a
 * blocklist, and no rules about the kinds of characters.
 */
public final class PasswordPolicy {
  /** The smallest length of a password that is the only factor. */
  public static final int ALONE = 15;

  /** The smallest length of a password that a second factor completes. */
  public static final int WITH_SECOND_FACTOR = 8;

  private static final Pattern NO_TEXT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Splitter WORDS = Splitter.on(NO_TEXT).omitEmptyStrings();
  private static final int SHORTEST_WORD = 3;

  private final int minimum;
  private final PasswordBlocklist blocklist;

  private PasswordPolicy(int minimum, PasswordBlocklist blocklist) {
    this.minimum = minimum;
    this.blocklist = blocklist;
  }

  /** Returns the policy for passwords that are the only factor. */
  public static PasswordPolicy passwordAlone() {
    return new PasswordPolicy(ALONE, PasswordBlocklist.common());
  }

  /** Returns the policy for passwords that the host completes by a second factor. */
  public static PasswordPolicy withSecondFactor() {
    return new PasswordPolicy(WITH_SECOND_FACTOR, PasswordBlocklist.common());
  }

  /** Returns a copy with another blocklist. */
  public PasswordPolicy withBlocklist(PasswordBlocklist list) {
    return new PasswordPolicy(minimum, given(list, "blocklist"));
  }

  /**
   * Returns a copy with a greater smallest length.
   *
   * @param length at least the present smallest length, at most 64 code points
   */
  public PasswordPolicy withMinimum(int length) {
    InvalidParameter.unless(
        length >= minimum && length <= 64, "minimum", "must be " + minimum + " to 64");
    return new PasswordPolicy(length, blocklist);
  }

  /** Returns the smallest length in code points. */
  public int minimum() {
    return minimum;
  }

  /**
   * Checks a new password.
   *
   * @param words the person's name and address, and the names of their orgs
   * @throws PasswordRefused if the password breaks a rule
   */
  public void check(Password password, Collection<String> words) {
    fault(password, words)
        .ifPresent(
            fault -> {
              throw new PasswordRefused(fault);
            });
  }

  /** Returns the first rule that a password breaks, with the same words as {@link #check}. */
  public Optional<PasswordFault> fault(Password password, Collection<String> words) {
    given(password, "password");
    each(words, "words");
    if (password.length() < minimum) {
      return Optional.of(PasswordFault.TOO_SHORT);
    } else if (isCommon(password)) {
      return Optional.of(PasswordFault.COMMON);
    }
    return isPersonal(password, words) ? Optional.of(PasswordFault.PERSONAL) : Optional.empty();
  }

  /**
   * Returns whether the blocklist has the password, or the password repeats a shorter text that it
   * has, or one or two characters.
   */
  public boolean isCommon(Password password) {
    if (blocklist.contains(given(password, "password"))) {
      return true;
    }
    String text = password.folded();
    int period = period(text);
    return period <= 2
        || (period <= text.length() / 2
            && blocklist.contains(Password.of(text.substring(0, period))));
  }

  /** Returns the length of the shortest text whose repetition, cut off at the end, is the text. */
  private static int period(String text) {
    int[] border = new int[text.length() + 1];
    border[0] = -1;
    for (int i = 0, k = -1; i < text.length(); border[++i] = ++k) {
      while (k >= 0 && text.charAt(i) != text.charAt(k)) {
        k = border[k];
      }
    }
    return text.length() - border[text.length()];
  }

  /** Whether the letters and digits beside the words are no more than half of the minimum. */
  private boolean isPersonal(Password password, Collection<String> words) {
    String text = NO_TEXT.matcher(password.folded()).replaceAll("");
    String rest = text;
    for (String word : parts(words)) {
      rest = rest.replace(word, "");
    }
    return rest.length() < text.length() && 2 * rest.codePointCount(0, rest.length()) <= minimum;
  }

  /** Returns the words of the given texts and the texts as one word each, the longest first. */
  private static ImmutableSortedSet<String> parts(Collection<String> texts) {
    ImmutableSortedSet.Builder<String> parts =
        ImmutableSortedSet.orderedBy(
            Comparator.comparingInt(String::length).reversed().thenComparing(word -> word));
    for (String text : texts) {
      String folded = Password.fold(text);
      WORDS
          .splitToStream(folded)
          .filter(word -> word.length() >= SHORTEST_WORD)
          .forEach(parts::add);
      String whole = NO_TEXT.matcher(folded).replaceAll("");
      if (whole.length() >= SHORTEST_WORD) {
        parts.add(whole);
      }
    }
    return parts.build();
  }
}
