package org.peerchallenge.kernel.web;

import java.util.Arrays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * What stands around every page and does not change while the application runs; the settings are
 * not looked through anew for each page.
 */
@Component("frame")
public class PageFrame {

  private final String region;
  private final String officeEmail;
  private final boolean quiet;

  PageFrame(
      @Value("${peerchallenge.region.name}") String region,
      @Value("${peerchallenge.office-email}") String officeEmail,
      Environment environment) {
    this.region = region;
    this.officeEmail = officeEmail;
    this.quiet = Arrays.asList(environment.getActiveProfiles()).contains("quiet");
  }

  /** The region's name as people call it. */
  public String getRegion() {
    return region;
  }

  /** Where questions go. */
  public String getOfficeEmail() {
    return officeEmail;
  }

  /** Whether this is a copy to look at, from which nothing leaves. */
  public boolean isQuiet() {
    return quiet;
  }
}
