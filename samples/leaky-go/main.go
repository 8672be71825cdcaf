// Command leaky-go uses memory in ways that end with an OOM kill, to try gctrace on.
//
// Knobs, all environment variables, all off when not set:
//
//	LEAK_MIB_PER_S   live heap that is never given back, MiB per second
//	BURST_MIB        a large answer that is put together at once, MiB ...
//	BURST_EVERY      ... this often (10s)
//	DOUBLE_EVERY     a buffer that doubles its size this often
//	GARBAGE_MIB_PER_S  what is allocated and dropped, MiB per second (20)
//	LISTEN           where net/http/pprof is served (:6060)
//
// GODEBUG=gctrace=1, GOGC and GOMEMLIMIT are read by the Go runtime itself.
package main

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"strconv"
	"time"
)

const (
	mib  = 1 << 20
	page = 4096
	tick = 100 * time.Millisecond
)

// What is kept alive for ever, for the time of a burst, and as the doubling buffer.
var (
	leaked  [][]byte
	burst   [][]byte
	doubled []byte
	dropped []byte
)

func main() {
	leak := number("LEAK_MIB_PER_S", 0)
	garbage := number("GARBAGE_MIB_PER_S", 20)
	burstMiB := number("BURST_MIB", 0)
	burstEvery := span("BURST_EVERY", 10*time.Second)
	doubleEvery := span("DOUBLE_EVERY", 0)
	listen := os.Getenv("LISTEN")
	if listen == "" {
		listen = ":6060"
	}
	go func() {
		if err := http.ListenAndServe(listen, nil); !errors.Is(err, http.ErrServerClosed) {
			log.Fatal(err)
		}
	}()
	log.Printf("started: leak %g MiB/s, garbage %g MiB/s, burst %g MiB every %v, doubling every %v",
		leak, garbage, burstMiB, burstEvery, doubleEvery)
	run(leak, garbage, burstMiB, burstEvery, doubleEvery)
}

func run(leak, garbage, burstMiB float64, burstEvery, doubleEvery time.Duration) {
	start := time.Now()
	nextBurst, nextDouble := start.Add(burstEvery), start.Add(doubleEvery)
	var leakDue, garbageDue float64
	for now := range time.Tick(tick) {
		leakDue += leak * tick.Seconds()
		for ; leakDue >= 0.125; leakDue -= 0.125 {
			leaked = append(leaked, touched(mib/8))
		}
		garbageDue += garbage * tick.Seconds()
		for ; garbageDue >= 0.125; garbageDue -= 0.125 {
			dropped = touched(mib / 8)
		}
		if burstMiB > 0 && now.After(nextBurst) {
			nextBurst = now.Add(burstEvery)
			for i := 0.0; i < burstMiB; i++ {
				burst = append(burst, touched(mib))
			}
			log.Printf("a burst of %g MiB", burstMiB)
			burst = nil
		}
		if doubleEvery > 0 && now.After(nextDouble) {
			nextDouble = now.Add(doubleEvery)
			doubled = touched(max(mib, 2*len(doubled)))
			log.Printf("the buffer has %d MiB", len(doubled)/mib)
		}
	}
}

// touched allocates memory and writes to each page of it, so that the kernel counts it.
func touched(size int) []byte {
	b := make([]byte, size)
	for i := 0; i < size; i += page {
		b[i] = 1
	}
	return b
}

func number(name string, otherwise float64) float64 {
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n < 0 {
		stop(name, text, "a number such as 2.5")
	}
	return n
}

func span(name string, otherwise time.Duration) time.Duration {
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		stop(name, text, "a time such as 30s")
	}
	return d
}

func stop(name, text, wanted string) {
	fmt.Fprintf(os.Stderr, "leaky-go: %s=%s: write %s\n", name, text, wanted)
	os.Exit(2)
}
