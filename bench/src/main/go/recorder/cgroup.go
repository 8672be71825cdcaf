package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// group is a memory cgroup of its own, of either version.
type group struct {
	dir string
	v2  bool
}

const v1Root, v2Root = "/sys/fs/cgroup/memory", "/sys/fs/cgroup"

func newGroup(limit int64) (*group, error) {
	name := fmt.Sprintf("gctrace-recorder-%d", os.Getpid())
	if _, err := os.Stat(filepath.Join(v1Root, "memory.limit_in_bytes")); err == nil {
		g := &group{dir: filepath.Join(v1Root, name)}
		if err := os.Mkdir(g.dir, 0o755); err != nil {
			return nil, err
		}
		err := g.write("memory.limit_in_bytes", limit)
		if err == nil {
			// Absent where the kernel does not count swap; then there is none to be had.
			if _, statErr := os.Stat(g.file("memory.memsw.limit_in_bytes")); statErr == nil {
				err = g.write("memory.memsw.limit_in_bytes", limit)
			}
		}
		return g, err
	}
	g := &group{dir: filepath.Join(v2Root, name), v2: true}
	if err := os.WriteFile(filepath.Join(v2Root, "cgroup.subtree_control"), []byte("+memory"), 0); err != nil {
		return nil, fmt.Errorf("no memory cgroup: %w", err)
	}
	if err := os.Mkdir(g.dir, 0o755); err != nil {
		return nil, err
	}
	if err := g.write("memory.max", limit); err != nil {
		return nil, err
	}
	return g, g.write("memory.swap.max", 0)
}

func (g *group) file(name string) string { return filepath.Join(g.dir, name) }

func (g *group) procs() string { return g.file("cgroup.procs") }

func (g *group) write(name string, value int64) error {
	return os.WriteFile(g.file(name), []byte(strconv.FormatInt(value, 10)), 0)
}

func (g *group) remove() {
	for i := 0; i < 50 && os.Remove(g.dir) != nil; i++ {
		time.Sleep(20 * time.Millisecond)
	}
}

func (g *group) sample(to io.Writer, done <-chan struct{}) {
	fmt.Fprintln(to, "t,usage,rss")
	tick := time.NewTicker(sampleEvery)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-tick.C:
			usage, stat, rss := "memory.usage_in_bytes", "memory.stat", "rss"
			if g.v2 {
				usage, rss = "memory.current", "anon"
			}
			fmt.Fprintf(to, "%.3f,%d,%d\n", now(), g.number(usage), g.field(stat, rss))
		}
	}
}

func (g *group) oomKilled() bool {
	if g.v2 {
		return g.field("memory.events", "oom_kill") > 0
	}
	return g.field("memory.oom_control", "oom_kill") > 0
}

func (g *group) peak() int64 {
	if g.v2 {
		return g.number("memory.peak")
	}
	return g.number("memory.max_usage_in_bytes")
}

func (g *group) number(name string) int64 {
	text, err := os.ReadFile(g.file(name))
	if err != nil {
		return 0
	}
	value, _ := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return value
}

func (g *group) field(name, key string) int64 {
	text, err := os.ReadFile(g.file(name))
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(text), "\n") {
		if words := strings.Fields(line); len(words) == 2 && words[0] == key {
			value, _ := strconv.ParseInt(words[1], 10, 64)
			return value
		}
	}
	return 0
}
