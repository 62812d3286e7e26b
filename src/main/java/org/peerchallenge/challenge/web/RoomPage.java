package org.peerchallenge.challenge.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The second screen of a session, for everybody in the room: activity, minutes, what to ask. Its
 * script follows the facilitator's clock in the same browser; the page itself knows no session.
 */
@Controller
class RoomPage {

  @GetMapping("/days/room")
  String show() {
    return "challenge/room";
  }
}
