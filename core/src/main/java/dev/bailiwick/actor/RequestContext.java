package dev.bailiwick.actor;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Text;
import java.util.Optional;

/**
 * Where a request came from, kept in the audit log beside what it did, and erasable from it.
 *
 * @param address of the client
 * @param userAgent as the client names itself
 * @param url that was called
 */
public record RequestContext(
    Optional<String> address, Optional<String> userAgent, Optional<String> url) {
  /** Nothing is known. */
  public static final RequestContext NONE =
      new RequestContext(Optional.empty(), Optional.empty(), Optional.empty());

  /** Refuses texts that no log should hold. */
  public RequestContext {
    given(address, "request.address");
    given(userAgent, "request.user_agent");
    given(url, "request.url");
    address.ifPresent(text -> Text.text(text, "request.address"));
    userAgent.ifPresent(text -> Text.text(text, "request.user_agent"));
    url.ifPresent(text -> Text.text(text, "request.url"));
  }

  /** All three are known. */
  public static RequestContext of(String address, String userAgent, String url) {
    return new RequestContext(
        Optional.of(given(address, "request.address")),
        Optional.of(given(userAgent, "request.user_agent")),
        Optional.of(given(url, "request.url")));
  }
}
