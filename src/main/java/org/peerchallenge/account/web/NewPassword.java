package org.peerchallenge.account.web;

import java.util.ArrayList;
import java.util.List;
import org.peerchallenge.account.Passwords;

/** A password that somebody chooses, typed twice. */
final class NewPassword {

  private NewPassword() {}

  static List<String> faults(Passwords passwords, String username, String password, String again) {
    List<String> faults = new ArrayList<>(passwords.faults(username, password));
    if (!password.equals(again)) {
      faults.add("The two are not the same. Type it once more.");
    }
    return faults;
  }
}
