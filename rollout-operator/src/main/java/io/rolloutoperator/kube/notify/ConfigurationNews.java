package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.events.EventSink;

/** Who is told what is wrong with configurations. */
record ConfigurationNews(EventSink events, ConfigurationListener listener) {}
