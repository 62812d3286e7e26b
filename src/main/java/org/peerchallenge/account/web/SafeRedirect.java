package org.peerchallenge.account.web;

import java.util.regex.Pattern;
import org.springframework.web.servlet.view.RedirectView;

/** Redirect after signing in, to where somebody wanted to go, within this application only. */
final class SafeRedirect {

  /** Only a path of ours: a link in a mail must not lead to somebody else's site. */
  private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

  private SafeRedirect() {}

  static String safe(String wanted) {
    return wanted != null && OURS.matcher(wanted).matches() ? wanted : "/";
  }

  static RedirectView view(String wanted) {
    RedirectView view = new RedirectView(safe(wanted), false, true, false);
    view.setExpandUriTemplateVariables(false);
    return view;
  }
}
