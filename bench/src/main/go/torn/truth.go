package main

import (
	"bytes"
	"fmt"
	"regexp"
	"runtime"
	"strings"
)

// piece is a range of the stream that the runtime wrote.
type piece struct{ from, to int }

// gctraceLine is one line of the runtime, put together from its pieces, the line break included.
type gctraceLine struct {
	text   string
	pieces []piece
}

var whole = regexp.MustCompile(`^gc \d+ @\d+\.\d{3}s \d+%: [\d.]+\+[\d.]+\+[\d.]+ ms clock, ` +
	`[\d.]+\+[\d.]+/[\d.]+/[\d.]+\+[\d.]+ ms cpu, \d+->\d+->\d+ MB, \d+ MB goal, ` +
	`(\d+ MB stacks, \d+ MB globals, )?\d+ P( \(forced\))?$`)

// separator stands between the copies of two records of a goroutine.
const separator = 0

// attribute tells the runtime's bytes from the loggers': at each place of the stream stands the next
// record of some goroutine, or a byte of the runtime. A record cannot match too early, because it
// holds a line break at its end and its own number.
func attribute(stream []byte, copies [][]byte, byAlphabet bool) ([]piece, error) {
	if byAlphabet {
		return attributeByAlphabet(stream), nil
	}
	next := make([][]byte, 0, len(copies))
	for _, c := range copies {
		next = append(next, c)
	}
	var pieces []piece
	at := 0
	for at < len(stream) {
		matched := 0
		for g, rest := range next {
			end := bytes.IndexByte(rest, separator)
			if end < 0 {
				continue
			}
			if bytes.HasPrefix(stream[at:], rest[:end]) {
				matched = end
				next[g] = rest[end+1:]
				break
			}
		}
		if matched > 0 {
			at += matched
			continue
		}
		if n := len(pieces); n > 0 && pieces[n-1].to == at {
			pieces[n-1].to++
		} else {
			pieces = append(pieces, piece{at, at + 1})
		}
		at++
	}
	for g, rest := range next {
		if len(rest) > 0 {
			return nil, fmt.Errorf("goroutine %d: a record is not in the stream: %.80q", g, rest)
		}
	}
	return pieces, nil
}

// attributeByAlphabet is for records that the kernel cuts in the middle: they are made of bytes that
// no gctrace line holds, and end in "$\n".
func attributeByAlphabet(stream []byte) []piece {
	var pieces []piece
	for at, b := range stream {
		if bytes.IndexByte([]byte(largeAlphabet), b) >= 0 || b == '$' ||
			b == '\n' && at > 0 && stream[at-1] == '$' {
			continue
		}
		if n := len(pieces); n > 0 && pieces[n-1].to == at {
			pieces[n-1].to++
		} else {
			pieces = append(pieces, piece{at, at + 1})
		}
	}
	return pieces
}

// lines puts the runtime's pieces together to lines, and checks that they are such.
func lines(stream []byte, pieces []piece) ([]gctraceLine, error) {
	var all []gctraceLine
	var line gctraceLine
	for _, p := range pieces {
		for from := p.from; from < p.to; {
			end := bytes.IndexByte(stream[from:p.to], '\n')
			if end < 0 {
				line.text += string(stream[from:p.to])
				line.pieces = append(line.pieces, piece{from, p.to})
				break
			}
			line.text += string(stream[from : from+end])
			line.pieces = append(line.pieces, piece{from, from + end + 1})
			if !whole.MatchString(line.text) {
				return nil, fmt.Errorf("not a gctrace line: %q", line.text)
			}
			all = append(all, line)
			line = gctraceLine{}
			from += end + 1
		}
	}
	if line.text != "" {
		return nil, fmt.Errorf("the stream ends in a gctrace line: %q", line.text)
	}
	return all, nil
}

// thin leaves out the middle of long runs of foreign lines between two gctrace lines, never what
// stands inside one. It returns the stream that is left, and the lines with their places in it.
func thin(stream []byte, pieces []piece, keep int) ([]byte, []gctraceLine, error) {
	all, err := lines(stream, pieces)
	if err != nil {
		return nil, nil, err
	}
	var kept []byte
	from := 0
	for i := range all {
		first := all[i].pieces[0].from
		kept = append(kept, shorten(stream[from:first], keep)...)
		shift := len(kept) - first
		end := all[i].pieces[len(all[i].pieces)-1].to
		kept = append(kept, stream[first:end]...)
		for j := range all[i].pieces {
			all[i].pieces[j].from += shift
			all[i].pieces[j].to += shift
		}
		from = end
	}
	return append(kept, shorten(stream[from:], keep)...), all, nil
}

// shorten keeps the first and the last lines of a run.
func shorten(run []byte, keep int) []byte {
	texts := bytes.SplitAfter(run, []byte("\n"))
	if len(texts) <= 2*keep+1 {
		return run
	}
	var short []byte
	for i, t := range texts {
		if i < keep || i >= len(texts)-keep-1 {
			short = append(short, t...)
		}
	}
	return short
}

func version() string {
	parts := strings.SplitN(strings.TrimPrefix(runtime.Version(), "go"), ".", 3)
	return "go" + parts[0] + "." + parts[1]
}
