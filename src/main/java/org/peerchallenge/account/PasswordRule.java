package org.peerchallenge.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;

/**
 * What a password must be, after the National Cyber Security Centre: long, and not one that anybody
 * would try first. No rule about digits and signs: they make passwords harder for people and not
 * for machines.
 */
public enum PasswordRule implements PasswordPolicyRule {
  LONG_ENOUGH(
      "Use at least 12 characters. Three random words are easy to remember.",
      (password, names) -> password.length() >= 12),
  NOT_TOO_LONG("Use at most 200 characters.", (password, names) -> password.length() <= 200),
  NOT_ONE_OF_THE_FIRST_TRIED(
      "This one is tried first by everybody who guesses. Choose other words.",
      (password, names) -> !isTriedFirst(password)),
  NOT_YOUR_NAME(
      "Leave your own name, user name and e-mail address out of it.",
      (password, names) -> !holdsName(password, names));

  /** With digits and signs taken away, as people add them: “Password2019!” is “password”. */
  private static final Set<String> TRIED_FIRST =
      Set.of(
          "",
          "password",
          "passwort",
          "passwordpassword",
          "pass",
          "passw",
          "letmein",
          "letmeinplease",
          "welcome",
          "changeme",
          "changemenow",
          "iloveyou",
          "qwerty",
          "qwertyuiop",
          "qwertyuiopasdf",
          "asdfghjkl",
          "abcdefghijkl",
          "secret",
          "administrator",
          "admin",
          "adminadmin",
          "administratoradministrator",
          "camunda",
          "peer",
          "peerchallenge",
          "childrensservices",
          "football",
          "liverpool",
          "summer",
          "winter",
          "spring",
          "autumn",
          "monday");

  private final String words;
  private final BiPredicate<String, List<String>> holds;

  PasswordRule(String words, BiPredicate<String, List<String>> holds) {
    this.words = words;
    this.holds = holds;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** What is wrong with a password of somebody with these names; nothing when it is good enough. */
  public static Stream<String> broken(String password, List<String> names) {
    return Arrays.stream(values())
        .filter(rule -> !rule.holds.test(password, names))
        .map(PasswordRule::words);
  }

  @Override
  public String getPlaceholder() {
    return name();
  }

  @Override
  public Map<String, String> getParameters() {
    return Map.of();
  }

  @Override
  public boolean execute(String password) {
    return execute(password, null);
  }

  @Override
  public boolean execute(String password, User user) {
    return holds.test(password, user == null ? List.of() : names(user));
  }

  private static boolean isTriedFirst(String password) {
    long different = password.chars().distinct().count();
    String letters = password.toLowerCase(Locale.UK).replaceAll("[^\\p{L}]", "");
    boolean onlyDigitsInARow = letters.isEmpty() && password.length() < 20;
    return different < 5 || onlyDigitsInARow || !letters.isEmpty() && TRIED_FIRST.contains(letters);
  }

  private static List<String> names(User user) {
    return Stream.of(user.getId(), user.getFirstName(), user.getLastName(), user.getEmail())
        .filter(Objects::nonNull)
        .toList();
  }

  private static boolean holdsName(String password, List<String> names) {
    String lower = password.toLowerCase(Locale.UK);
    return names.stream()
        .flatMap(name -> Arrays.stream(name.toLowerCase(Locale.UK).split("[\\s@]+")))
        // “May” is a month and a name.
        .filter(name -> name.length() >= 4)
        .anyMatch(lower::contains);
  }
}
