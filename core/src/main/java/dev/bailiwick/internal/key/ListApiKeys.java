package dev.bailiwick.internal.key;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.rule.KeyRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;

/** Lists API keys, without a secret. */
public final class ListApiKeys {
  private ListApiKeys() {}

  /** Returns the keys of an org. */
  public static Page<ApiKey> ofOrg(Caller caller, OrgId org, PageRequest request) {
    caller.view().requirePart(Part.KEYS);
    caller.require(OrgNeed.admin(org));
    return new SignedPages(caller, request, caller.event(), org)
        .<ApiKeyId, ApiKey>page(
            after ->
                Slices.after(
                    new Slice<>(after, Slice.<ApiKeyId>first().limit()),
                    slice -> caller.view().keys().list(org, slice),
                    ApiKey::id),
            key -> Long.toString(key.id().value()),
            key -> new ApiKeyId(Long.parseLong(key)));
  }

  /** Returns the actor's own keys, within the session. */
  public static ImmutableList<ApiKey> own(Caller caller) {
    caller.view().requirePart(Part.KEYS);
    return caller.userId().stream()
        .flatMap(me -> KeyRules.ownedBy(caller.view(), me))
        .filter(key -> !caller.outsideSession(key.tenant()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the keys of service accounts of an org of which a user has been shown a secret. */
  public static ImmutableList<ApiKey> shownTo(Caller caller, OrgId org, UserId user) {
    caller.view().requirePart(Part.KEYS);
    caller.require(OrgNeed.admin(org));
    return KeyRules.of(caller.view(), org)
        .filter(key -> key.shownTo().contains(user) && !key.owner().equals(user))
        .collect(ImmutableList.toImmutableList());
  }
}
