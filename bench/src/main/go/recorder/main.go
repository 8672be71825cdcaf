// Command recorder runs a Go program under a memory limit of the kernel and records what it wrote,
// what memory it took and how it ended.
//
//	recorder -out DIR -name NAME -limit 300 -secs 20 [-gogc 50] [-gomemlimit 270] -- PROGRAM ARG...
//
// It needs root and a memory cgroup (v1 or v2, no swap in it), and writes three files:
//
//	NAME.log   standard output and error, a line each with the time, as kubectl logs --timestamps
//	NAME.csv   t,usage,rss: Unix seconds, bytes in the cgroup, bytes of it that are resident
//	NAME.json  limit, environment, start and end, and the truth: killed by the kernel or not
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

const sampleEvery = 20 * time.Millisecond

type run struct {
	Name      string   `json:"name"`
	Cmd       []string `json:"cmd"`
	Limit     int64    `json:"limit_bytes"`
	Env       []string `json:"env"`
	Start     float64  `json:"start"`
	End       float64  `json:"end"`
	Code      int      `json:"rc"`
	OOMKilled bool     `json:"oom_killed"`
	TimedOut  bool     `json:"timed_out"`
	Peak      int64    `json:"peak_usage_bytes"`
	Lines     int      `json:"lines"`
	Go        string   `json:"go"`
}

func main() {
	log.SetFlags(0)
	out := flag.String("out", ".", "directory to write to")
	name := flag.String("name", "", "name of the run")
	limit := flag.Int64("limit", 0, "memory limit in MiB")
	secs := flag.Float64("secs", 20, "the program is ended after so many seconds")
	gogc := flag.String("gogc", "", "GOGC")
	gomemlimit := flag.Int64("gomemlimit", 0, "GOMEMLIMIT in MiB")
	version := flag.String("go", "", "version of Go that built the program, for the record")
	flag.Parse()
	if *name == "" || *limit <= 0 || flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	r := run{Name: *name, Limit: *limit << 20, Env: []string{}, Go: *version}
	for _, arg := range flag.Args() {
		r.Cmd = append(r.Cmd, filepath.Base(arg))
	}
	if *gogc != "" {
		r.Env = append(r.Env, "GOGC="+*gogc)
	}
	if *gomemlimit > 0 {
		r.Env = append(r.Env, fmt.Sprintf("GOMEMLIMIT=%dMiB", *gomemlimit))
	}
	if err := r.record(*out, flag.Args(), time.Duration(*secs*float64(time.Second))); err != nil {
		log.Fatalf("%s: %v", *name, err)
	}
	verdict := "lived"
	if r.OOMKilled {
		verdict = "killed"
	}
	fmt.Printf("%-40s %-6s after %5.1f s, %d lines, peak %d of %d MiB\n",
		r.Name, verdict, r.End-r.Start, r.Lines, r.Peak>>20, r.Limit>>20)
}

func (r *run) record(dir string, args []string, most time.Duration) error {
	group, err := newGroup(r.Limit)
	if err != nil {
		return err
	}
	defer group.remove()
	lines, err := os.Create(filepath.Join(dir, r.Name+".log"))
	if err != nil {
		return err
	}
	defer lines.Close()
	samples, err := os.Create(filepath.Join(dir, r.Name+".csv"))
	if err != nil {
		return err
	}
	defer samples.Close()

	// The shell enters the cgroup and becomes the program.
	cmd := exec.Command("sh", append([]string{"-c", `echo $$ > "$0" && exec "$@"`, group.procs()}, args...)...)
	cmd.Env = append(append(os.Environ(), "GODEBUG=gctrace=1"), r.Env...)
	reader, writer, err := os.Pipe()
	if err != nil {
		return err
	}
	cmd.Stdout, cmd.Stderr = writer, writer
	r.Start = now()
	if err := cmd.Start(); err != nil {
		return err
	}
	writer.Close()

	done := make(chan struct{})
	var work sync.WaitGroup
	work.Add(2)
	go func() { defer work.Done(); r.Lines = stamp(lines, reader) }()
	go func() { defer work.Done(); group.sample(samples, done) }()
	timer := time.AfterFunc(most, func() {
		r.TimedOut = true
		cmd.Process.Kill()
	})
	err = cmd.Wait()
	r.End = now()
	timer.Stop()
	close(done)
	work.Wait()
	r.Code = exitCode(err)
	r.OOMKilled = group.oomKilled()
	r.Peak = group.peak()
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, r.Name+".json"), append(text, '\n'), 0o644)
}

// stamp copies lines, each with the time at which it was read. What was left of a line when the
// program was killed is copied too.
func stamp(to io.Writer, from io.Reader) int {
	in := bufio.NewReaderSize(from, 1<<20)
	count := 0
	for {
		line, err := in.ReadString('\n')
		if line != "" {
			count++
			fmt.Fprintf(to, "%s %s\n", time.Now().UTC().Format("2006-01-02T15:04:05.000000000Z"),
				strings.TrimSuffix(line, "\n"))
		}
		if err != nil {
			return count
		}
	}
}

func now() float64 { return float64(time.Now().UnixNano()) / 1e9 }

// exitCode is the program's, or the number of the signal that ended it, negative.
func exitCode(err error) int {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return 0
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return -int(status.Signal())
	}
	return exit.ExitCode()
}
