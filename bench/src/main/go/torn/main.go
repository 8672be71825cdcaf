// Command torn records what GODEBUG=gctrace=1 lines look like when a program logs to the same
// standard error, together with the truth: which bytes are the runtime's.
//
//	torn -style std -rate 1000 -goroutines 4 -sink pipe -cycles 120 -out DIR
//
// It runs itself as the program to record. That child keeps a copy of every record its loggers
// write, and hands the copies over when it ends; the parent finds them, intact and in the order of
// each goroutine, in the stream. What is left of the stream is the runtime's own text, and has to
// be whole gctrace lines, or nothing is recorded.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

type settings struct {
	style      string
	rate       int
	goroutines int
	cycles     int
	procs      int
	seed       int64
}

func main() {
	log.SetFlags(0)
	var s settings
	flag.StringVar(&s.style, "style", "std", "how the loggers write: "+strings.Join(styleNames(), ", "))
	flag.IntVar(&s.rate, "rate", 1000, "records a second of all goroutines together; 0: as fast as they can")
	flag.IntVar(&s.goroutines, "goroutines", 4, "goroutines that log")
	flag.IntVar(&s.cycles, "cycles", 120, "collections to record")
	flag.IntVar(&s.procs, "procs", 0, "GOMAXPROCS; 0: the runtime's choice")
	flag.Int64Var(&s.seed, "seed", 1, "seed of what the records say")
	sink := flag.String("sink", "pipe", "where standard error goes: pipe or file")
	keep := flag.Int("keep", 24, "lines kept of a run of foreign lines between two gctrace lines, at either end")
	out := flag.String("out", ".", "folder for NAME.log.gz and NAME.truth.gz")
	child := flag.Bool("child", false, "be the program that is recorded")
	flag.Parse()
	if *child {
		run(s)
		return
	}
	stream, copies, err := record(s, *sink)
	if err != nil {
		log.Fatal(err)
	}
	pieces, err := attribute(stream, copies, s.style == "large")
	if err != nil {
		log.Fatal(err)
	}
	stream, records, err := thin(stream, pieces, *keep)
	if err != nil {
		log.Fatal(err)
	}
	rate := "full"
	if s.rate > 0 {
		rate = strconv.Itoa(s.rate)
	}
	name := fmt.Sprintf("%s-%s-%dg-%s-%s", s.style, rate, s.goroutines, *sink, version())
	if s.procs > 0 {
		name += fmt.Sprintf("-%dp", s.procs)
	}
	var truth bytes.Buffer
	torn := 0
	for _, r := range records {
		truth.WriteString(r.text)
		separator := byte('\t')
		for _, p := range r.pieces {
			fmt.Fprintf(&truth, "%c%d+%d", separator, p.from, p.to-p.from)
			separator = ','
		}
		truth.WriteByte('\n')
		if len(r.pieces) > 1 {
			torn++
		}
	}
	writeGz(filepath.Join(*out, name+".log.gz"), stream)
	writeGz(filepath.Join(*out, name+".truth.gz"), truth.Bytes())
	log.Printf("%s: %d gctrace lines, %d torn, %d bytes", name, len(records), torn, len(stream))
}

// record runs the child; it returns its standard error and the copies of its records, by goroutine.
func record(s settings, sink string) ([]byte, [][]byte, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.Command(self, "-child", "-style", s.style, "-rate", strconv.Itoa(s.rate),
		"-goroutines", strconv.Itoa(s.goroutines), "-cycles", strconv.Itoa(s.cycles),
		"-seed", strconv.FormatInt(s.seed, 10))
	cmd.Env = append(os.Environ(), "GODEBUG=gctrace=1")
	if s.procs > 0 {
		cmd.Env = append(cmd.Env, fmt.Sprintf("GOMAXPROCS=%d", s.procs))
	}
	handover, err := os.CreateTemp("", "torn-copies")
	if err != nil {
		return nil, nil, err
	}
	defer os.Remove(handover.Name())
	cmd.ExtraFiles = []*os.File{handover}
	var stream []byte
	if sink == "file" {
		file, err := os.CreateTemp("", "torn-stream")
		if err != nil {
			return nil, nil, err
		}
		defer os.Remove(file.Name())
		cmd.Stderr = file
		if err := cmd.Run(); err != nil {
			return nil, nil, err
		}
		if stream, err = os.ReadFile(file.Name()); err != nil {
			return nil, nil, err
		}
	} else {
		pipe, err := cmd.StderrPipe()
		if err != nil {
			return nil, nil, err
		}
		if err := cmd.Start(); err != nil {
			return nil, nil, err
		}
		if stream, err = io.ReadAll(pipe); err != nil {
			return nil, nil, err
		}
		if err := cmd.Wait(); err != nil {
			return nil, nil, err
		}
	}
	data, err := os.ReadFile(handover.Name())
	if err != nil {
		return nil, nil, err
	}
	var copies [][]byte
	for len(data) > 0 {
		end := bytes.IndexByte(data, '\n')
		n, err := strconv.Atoi(string(data[:end]))
		if err != nil {
			return nil, nil, err
		}
		copies = append(copies, data[end+1:end+1+n])
		data = data[end+1+n:]
	}
	return stream, copies, nil
}

func writeGz(name string, data []byte) {
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if _, err := w.Write(data); err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(name, packed.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
