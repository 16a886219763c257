package main

import (
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
)

const etcdStartTimeout = 60 * time.Second

// runEtcd runs a one-member etcd on loopback, without TLS: only this network
// namespace reaches it. Without fsync: its data lives no longer than the test.
func runEtcd(args []string) error {
	fs := flag.NewFlagSet("etcd", flag.ExitOnError)
	dir := fs.String("data-dir", "", "data folder")
	clientPort := fs.Int("client-port", 2379, "client port on 127.0.0.1")
	peerPort := fs.Int("peer-port", 2380, "peer port on 127.0.0.1")
	fsync := fs.Bool("fsync", false, "sync each write to disk")
	level := fs.String("log-level", "warn", "debug, info, warn or error")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return errors.New("--data-dir is missing")
	}
	e, err := embed.StartEtcd(etcdConfig(*dir, *clientPort, *peerPort, *fsync, *level))
	if err != nil {
		return err
	}
	defer e.Close()
	return serveEtcd(e)
}

func etcdConfig(dir string, clientPort, peerPort int, fsync bool, level string) *embed.Config {
	client, peer := loopback(clientPort), loopback(peerPort)
	cfg := embed.NewConfig()
	cfg.Name, cfg.Dir, cfg.LogLevel = "default", dir, level
	cfg.ListenClientUrls, cfg.AdvertiseClientUrls = []url.URL{client}, []url.URL{client}
	cfg.ListenPeerUrls, cfg.AdvertisePeerUrls = []url.URL{peer}, []url.URL{peer}
	cfg.InitialCluster = cfg.InitialClusterFromName(cfg.Name)
	cfg.UnsafeNoFsync = !fsync
	cfg.SnapshotCount = 10000
	// One member needs no second to wait for its own vote: ready in 0.2 s.
	cfg.TickMs, cfg.ElectionMs = 10, 100
	return cfg
}

func loopback(port int) url.URL {
	return url.URL{Scheme: "http", Host: fmt.Sprintf("127.0.0.1:%d", port)}
}

func serveEtcd(e *embed.Etcd) error {
	select {
	case <-e.Server.ReadyNotify():
	case <-time.After(etcdStartTimeout):
		return fmt.Errorf("not ready after %s", etcdStartTimeout)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	select {
	case <-stop:
		return nil
	case err := <-e.Err():
		return err
	}
}
