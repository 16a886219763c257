package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	keyBits  = 2048
	validFor = 30 * 24 * time.Hour
)

// identity is one certificate of the cluster. The API server reads the user
// from the common name and the groups from the organization.
type identity struct {
	file, commonName, organization string
	usage                          []x509.ExtKeyUsage
	hosts                          []string
}

// runPKI writes the certificates of one cluster: a CA that signs for serving,
// clients, kubelets and the aggregator (enough for tests), the keys that sign
// ServiceAccount tokens, and one client certificate for each identity. RSA
// keys in PKCS #8, so that every JVM reads them without a library.
func runPKI(args []string) error {
	fs := flag.NewFlagSet("pki", flag.ExitOnError)
	dir := fs.String("dir", "", "folder to write to")
	address := fs.String("address", "10.244.0.1", "the API server's address")
	service := fs.String("service", "10.96.0.1", "the API server's ClusterIP")
	nodes := fs.String("nodes", "node-1", "names of nodes, separated by commas")
	users := fs.String("users", "", "names of more users without groups, separated by commas")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return errors.New("--dir is missing")
	}
	if err := os.MkdirAll(*dir, 0o700); err != nil {
		return err
	}
	ca, caKey, err := authority(*dir)
	if err != nil {
		return err
	}
	return inParallel(identities(*address, *service, names(*nodes), names(*users)), *dir, ca, caKey)
}

func names(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

func identities(address, service string, nodes, users []string) []identity {
	client := []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	server := []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	all := []identity{
		{"apiserver", "kube-apiserver", "kubernetes", server, []string{"localhost", "kubernetes", "kubernetes.default",
			"kubernetes.default.svc", "kubernetes.default.svc.cluster.local", "127.0.0.1", address, service}},
		{"admin", "admin", "system:masters", client, nil},
		{"controller-manager", "system:kube-controller-manager", "", client, nil},
		{"scheduler", "system:kube-scheduler", "", client, nil},
		{"kubelet-client", "kube-apiserver-kubelet-client", "system:masters", client, nil},
		{"front-proxy", "front-proxy-client", "", client, nil},
	}
	for _, n := range nodes {
		all = append(all, identity{n, "system:node:" + n, "system:nodes", append(client, server...), []string{n, address, "127.0.0.1"}})
	}
	for _, u := range users {
		all = append(all, identity{u, u, "", client, nil})
	}
	return all
}

func inParallel(all []identity, dir string, ca *x509.Certificate, caKey crypto.Signer) error {
	errs := make([]error, len(all)+1)
	var wg sync.WaitGroup
	for i, id := range all {
		wg.Go(func() { errs[i] = issue(dir, id, ca, caKey) })
	}
	wg.Go(func() { errs[len(all)] = serviceAccountKeys(dir) })
	wg.Wait()
	return errors.Join(errs...)
}

func authority(dir string) (*x509.Certificate, crypto.Signer, error) {
	key, err := newKey(dir, "ca")
	if err != nil {
		return nil, nil, err
	}
	t, err := template(identity{commonName: "testcluster-ca"})
	if err != nil {
		return nil, nil, err
	}
	t.IsCA, t.BasicConstraintsValid = true, true
	t.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature | x509.KeyUsageCRLSign
	der, err := x509.CreateCertificate(rand.Reader, t, t, key.Public(), key)
	if err != nil {
		return nil, nil, err
	}
	ca, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, nil, err
	}
	return ca, key, writePEM(dir, "ca.crt", "CERTIFICATE", der)
}

func issue(dir string, id identity, ca *x509.Certificate, caKey crypto.Signer) error {
	key, err := newKey(dir, id.file)
	if err != nil {
		return err
	}
	t, err := template(id)
	if err != nil {
		return err
	}
	der, err := x509.CreateCertificate(rand.Reader, t, ca, key.Public(), caKey)
	if err != nil {
		return fmt.Errorf("certificate of %s: %w", id.commonName, err)
	}
	return writePEM(dir, id.file+".crt", "CERTIFICATE", der)
}

func template(id identity) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	subject := pkix.Name{CommonName: id.commonName}
	if id.organization != "" {
		subject.Organization = []string{id.organization}
	}
	t := &x509.Certificate{SerialNumber: serial, Subject: subject,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(validFor),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment, ExtKeyUsage: id.usage}
	for _, h := range id.hosts {
		if ip := net.ParseIP(h); ip != nil {
			t.IPAddresses = append(t.IPAddresses, ip)
		} else {
			t.DNSNames = append(t.DNSNames, h)
		}
	}
	return t, nil
}

func serviceAccountKeys(dir string) error {
	key, err := newKey(dir, "sa")
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	return writePEM(dir, "sa.pub", "PUBLIC KEY", der)
}

func newKey(dir, name string) (crypto.Signer, error) {
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, writePEM(dir, name+".key", "PRIVATE KEY", der)
}

func writePEM(dir, name, kind string, der []byte) error {
	return os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}
