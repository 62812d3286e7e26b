package org.peerchallenge.notice;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;

/**
 * Who a notice goes to; the address is kept in lower case, because it is part of the notice's key.
 */
public record Recipient(String name, String email) {

  public Recipient {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("A notice needs the name of its recipient");
    }
    name = name.strip();
    email = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
    try {
      new InternetAddress(email, true).validate();
    } catch (AddressException e) {
      throw new IllegalArgumentException("Not an e-mail address: \"" + email + "\"", e);
    }
  }
}
