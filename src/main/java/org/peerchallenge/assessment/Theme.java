package org.peerchallenge.assessment;

import org.peerchallenge.kernel.HasId;

/** What an offer, an ask or a wanted insight is about; shared by all who list or match them. */
public enum Theme implements HasId {
  EARLY_HELP("early-help", "Early help and prevention"),
  FRONT_DOOR("front-door", "Front door and assessment"),
  CHILD_PROTECTION("child-protection", "Child protection"),
  CHILDREN_IN_CARE("children-in-care", "Children in care"),
  CARE_LEAVERS("care-leavers", "Care leavers"),
  PLACEMENTS("placements", "Placements, fostering and adoption"),
  ADOLESCENTS("adolescents", "Adolescents and exploitation"),
  SEND("send", "Special educational needs and disability"),
  EDUCATION("education", "Education and inclusion"),
  WORKFORCE("workforce", "Workforce"),
  LEADERSHIP("leadership", "Leadership and partnership"),
  QUALITY_ASSURANCE("quality-assurance", "Quality assurance and learning"),
  PARTICIPATION("participation", "Voice and participation"),
  MONEY("money", "Money and commissioning"),
  DATA("data", "Data and systems"),
  OTHER("other", "Something else");

  private final String id;
  private final String title;

  Theme(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The theme as forms and tables write it. */
  @Override
  public String id() {
    return id;
  }

  /** The theme as people write it. */
  public String title() {
    return title;
  }

  /** Reads {@link #id()} back; what is unknown or missing is {@link #OTHER}. */
  public static Theme of(String id) {
    return HasId.find(Theme.class, id).orElse(OTHER);
  }
}
