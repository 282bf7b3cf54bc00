package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Bailiwick;

/** Faults in the rules of sign-ins, service accounts and API keys. */
final class KeyFaults {
  private static final Class<?> EXAMPLES = PlantedFaultsTest.KeyExamples.class;

  private KeyFaults() {}

  static ImmutableList<PlantedFault> all() {
    return ImmutableList.<PlantedFault>builder()
        .addAll(sessions())
        .addAll(keys())
        .addAll(tokens())
        .addAll(serviceAccounts())
        .build();
  }

  private static ImmutableList<PlantedFault> sessions() {
    Class<?> account = core("internal.call.ActorAccount");
    return ImmutableList.of(
        PlantedFault.of("a sign-in never ends")
            .in(account, "since -> since == stamp", "since -> since <= stamp")
            .noticedBy(EXAMPLES, "a_sign_in_ends_with_each_change_that_ends_it_THREATS_34_75"),
        PlantedFault.of("a session goes on without its key")
            .in(account, "return !throughKey() || key().isPresent();", "return true;")
            .noticedBy(EXAMPLES, "a_key_is_revoked_by_its_owner_its_holder_or_an_admin"),
        PlantedFault.of("a key has all roles of its owner")
            .in(account, "return own.minus(model.all().minus(allowed));", "return own;")
            .noticedBy(EXAMPLES, "a_key_has_the_right_of_its_owner_within_its_scope_THREATS_15"),
        PlantedFault.of("a key reaches all resources of its owner")
            .in(account, ".noneMatch(scope.resources()::contains)", ".noneMatch(any -> true)")
            .noticedBy(EXAMPLES, "a_key_has_the_right_of_its_owner_within_its_scope_THREATS_15"),
        PlantedFault.of("every call is open to keys")
            .in(account, "!KeyPolicy.opens(event)", "false")
            .noticedBy(EXAMPLES, "every_change_is_closed_to_keys_until_it_is_opened"),
        PlantedFault.of("a person's own key reaches orgs")
            .in(
                core("internal.call.Caller"),
                "return actor.org().isPresent() || account.throughKey();",
                "return actor.org().isPresent();")
            .noticedBy(EXAMPLES, "a_persons_own_key_reaches_nothing_outside_their_tenant"));
  }

  private static ImmutableList<PlantedFault> keys() {
    Class<?> key = core("key.ApiKey");
    return ImmutableList.of(
        PlantedFault.of("a secret is good for ever after a rotation")
            .in(key, "formerUntil.filter(now::isBefore)", "formerUntil")
            .noticedBy(EXAMPLES, "a_rotated_key_lets_the_secret_before_live_for_a_while"),
        PlantedFault.of("a key does not end")
            .in(key, " && now.isBefore(endsAt)", "")
            .noticedBy(EXAMPLES, "a_key_ends_in_time"),
        PlantedFault.of("an admin is shown the secret of a stronger account")
            .in(core("internal.rule.KeyRules"), "!holds && ", "false && ")
            .noticedBy(
                EXAMPLES, "nobody_is_shown_a_secret_of_a_stronger_service_account_THREATS_77")
            .noticedBy(
                EXAMPLES,
                "an_admin_without_the_owners_permissions_is_shown_no_secret_of_an_account_with_them"),
        PlantedFault.of("the log does not say that a key has ended")
            .in(core("internal.rule.MembershipRemoval"), "KeyRules.end(change, org, user);", "")
            .noticedBy(
                EXAMPLES, "a_key_ends_with_its_owners_place_in_the_same_commit_THREATS_21_75"));
  }

  private static ImmutableList<PlantedFault> tokens() {
    Class<?> check = core("internal.call.TokenCheck");
    Class<?> ends = core("internal.write.TokenEnds");
    return ImmutableList.of(
        PlantedFault.of("a session goes on after its token")
            .in(check, "now.isBefore(token.endsAt())", "token != null")
            .noticedBy(EXAMPLES, "a_token_acts_for_its_user_for_an_hour"),
        PlantedFault.of("a token of an org is good elsewhere")
            .in(check, "!token.isBound() || ", "token != null || ")
            .noticedBy(EXAMPLES, "a_token_acts_for_its_user_for_an_hour"),
        PlantedFault.of("a token comes back with the membership")
            .in(ends, "!after.active() && ", "false && ")
            .noticedBy(
                EXAMPLES, "a_token_of_an_org_ends_for_good_with_the_place_in_it_THREATS_21_70"),
        PlantedFault.of("a token comes back with the org")
            .in(ends, "!after.suspension().equals(before.suspension()) && ", "false && ")
            .noticedBy(
                EXAMPLES, "a_token_of_an_org_ends_for_good_with_the_place_in_it_THREATS_21_70"),
        PlantedFault.of("a token is exchanged for another one")
            .in(core("internal.key.CreateAccessToken"), " || actor.token().isPresent()", "")
            .noticedBy(EXAMPLES, "a_session_of_a_token_gets_no_other_token"));
  }

  private static ImmutableList<PlantedFault> serviceAccounts() {
    Class<?> subject = core("internal.decision.Subject");
    return ImmutableList.of(
        PlantedFault.of("a service account is a part of everyone")
            .in(subject, "facts.serviceOf(user).isEmpty()", "facts != null")
            .noticedBy(EXAMPLES, "a_service_account_is_no_part_of_everyone_and_in_no_other_tenant"),
        PlantedFault.of("a service account is a guest")
            .in(subject, "org -> !org.equals(tenant)", "org -> false")
            .noticedBy(EXAMPLES, "a_service_account_is_no_part_of_everyone_and_in_no_other_tenant"),
        PlantedFault.of("an admin makes a service account an admin")
            .in(core("internal.rule.ServiceAccountRules"), "!owner && ", "false && ")
            .noticedBy(EXAMPLES, "only_the_orgs_owner_makes_a_service_account_an_admin"));
  }

  private static Class<?> core(String name) {
    try {
      return Class.forName(Bailiwick.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
