package dev.bailiwick.internal.history;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.org.OrgMemberList;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.UnusedKey;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.org.UnusedMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.Unused;
import dev.bailiwick.user.SignInEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The questions about sign-ins, and about members and keys that are not used. */
public final class HistoryQueries {
  private static final char BETWEEN = '/';

  private HistoryQueries() {}

  /** Returns a page of the sign-ins of a user, newest first. */
  public static Page<SignInEntry> signIns(Caller caller, UserId user, PageRequest request) {
    caller.view().requirePart(Part.HISTORY);
    caller.require(new OwnAccount(user));
    return new SignedPages(caller, request, caller.event(), user)
        .<SignInEntry.Key, SignInEntry>page(
            after ->
                Slices.after(
                    slice(request, after),
                    slice -> caller.view().history().signIns(user, slice),
                    SignInEntry::key),
            entry -> entry.at().toString() + BETWEEN + entry.id(),
            HistoryQueries::key);
  }

  private static SignInEntry.Key key(String text) {
    List<String> parts = Splitter.on(BETWEEN).splitToList(text);
    return new SignInEntry.Key(Instant.parse(parts.get(0)), Long.parseLong(parts.get(1)));
  }

  /** Returns a page of the members of an org whose accounts were last used before an instant. */
  public static Page<UnusedMember> members(
      Caller caller, OrgId org, Instant since, PageRequest request) {
    caller.view().requirePart(Part.HISTORY);
    caller.require(OrgNeed.admin(org));
    Page<Unused<UserId>> found =
        new SignedPages(caller, request, caller.event(), org, since)
            .<UserId, Unused<UserId>>page(
                after ->
                    Slices.after(
                        slice(request, after),
                        slice -> caller.view().history().unusedMembers(org, since, slice),
                        Unused::id),
                unused -> Long.toString(unused.id().value()),
                key -> new UserId(Long.parseLong(key)));
    ImmutableMap<UserId, OrgMember> members =
        Maps.uniqueIndex(
            OrgMemberList.readTogether(
                caller.view(), org, found.items().stream().map(Unused::id).toList()),
            OrgMember::id);
    return detailed(found, members, UnusedMember::new);
  }

  /** Returns a page of the API keys of an org that were last used before an instant. */
  public static Page<UnusedKey> keys(Caller caller, OrgId org, Instant since, PageRequest request) {
    caller.view().requirePart(Part.HISTORY);
    caller.view().requirePart(Part.KEYS);
    caller.require(OrgNeed.admin(org));
    Page<Unused<ApiKeyId>> found =
        new SignedPages(caller, request, caller.event(), org, since)
            .<ApiKeyId, Unused<ApiKeyId>>page(
                after ->
                    Slices.after(
                        slice(request, after),
                        slice -> caller.view().history().unusedKeys(org, since, slice),
                        Unused::id),
                unused -> Long.toString(unused.id().value()),
                key -> new ApiKeyId(Long.parseLong(key)));
    ImmutableMap<ApiKeyId, ApiKey> keys =
        caller.view().keys().findAll(found.items().stream().map(Unused::id).toList());
    return detailed(found, keys, UnusedKey::new);
  }

  /** Returns the same page with the things in place of their ids. */
  private static <K, T, R> Page<R> detailed(
      Page<Unused<K>> found, Map<K, T> things, BiFunction<T, Optional<Instant>, R> with) {
    return new Page<>(
        found.items().stream()
            .flatMap(
                unused ->
                    Optional.ofNullable(things.get(unused.id())).stream()
                        .map(thing -> with.apply(thing, unused.last())))
            .collect(ImmutableList.toImmutableList()),
        found.next());
  }

  /** Requires the right to remove entries; true. */
  public static boolean mayRemove(Caller caller) {
    caller.view().requirePart(Part.HISTORY);
    return caller.require(TrustNeed.SYSTEM).isSystem();
  }

  private static <K> Slice<K> slice(PageRequest request, Optional<K> after) {
    return new Slice<>(after, request.size() + 1);
  }
}
