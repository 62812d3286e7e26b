package org.peerchallenge.engine;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What happens by itself, at its time; in a copy that is only looked at, nothing does. */
@Configuration
@Profile("!quiet")
@EnableScheduling
class EngineConfiguration {}
