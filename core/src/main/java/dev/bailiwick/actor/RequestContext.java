package dev.bailiwick.actor;

import com.google.common.base.CharMatcher;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.Text;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The origin of a request. The audit log keeps it with the entry and can erase it.
 *
 * <pre>{@code
 * RequestContext.none().withAddress("203.0.113.7").withUrl("https://app.example.com/x")
 * }</pre>
 */
@FactoryValue
@Value.Immutable
public abstract class RequestContext {
  RequestContext() {}

  /** Returns the network address of the client. */
  @Value.Parameter
  public abstract Optional<String> address();

  /** Returns the user agent, as the client states it. */
  @Value.Parameter
  public abstract Optional<String> userAgent();

  /** Returns the called URL. */
  @Value.Parameter
  public abstract Optional<String> url();

  /** Returns the empty context. */
  public static RequestContext none() {
    return ImmutableRequestContext.of(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns a copy with the given network address. */
  public RequestContext withAddress(String address) {
    return ImmutableRequestContext.of(text(address, "request.address"), userAgent(), url());
  }

  /** Returns a copy with the given user agent. */
  public RequestContext withUserAgent(String userAgent) {
    return ImmutableRequestContext.of(address(), text(userAgent, "request.user_agent"), url());
  }

  /**
   * Returns a copy with the given URL, without its query and its fragment: these often hold codes
   * and tokens, which a log must not keep.
   */
  public RequestContext withUrl(String url) {
    return ImmutableRequestContext.of(
        address(), userAgent(), text(url, "request.url").map(RequestContext::bare));
  }

  private static String bare(String url) {
    int end = CharMatcher.anyOf("?#").indexIn(url);
    return end < 0 ? url : url.substring(0, end);
  }

  private static Optional<String> text(String text, String field) {
    return Optional.of(Text.text(text, field));
  }
}
