package main

import (
	"fmt"
	"math"
	"math/rand"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// run is the program that is recorded: it allocates, and its goroutines log to standard error.
func run(s settings) {
	var collections int64
	countCollections(&collections)
	stop := make(chan struct{})
	copies := make([][]byte, s.goroutines)
	var loggers sync.WaitGroup
	for g := 0; g < s.goroutines; g++ {
		loggers.Add(1)
		go func(g int) {
			defer loggers.Done()
			copies[g] = logRecords(s, g, stop)
		}(g)
	}
	allocate(s, &collections)
	close(stop)
	loggers.Wait()
	// A last collection may still be printing.
	time.Sleep(20 * time.Millisecond)
	handover := os.NewFile(3, "copies")
	for _, c := range copies {
		fmt.Fprintf(handover, "%d\n", len(c))
		if _, err := handover.Write(c); err != nil {
			panic(err)
		}
	}
}

type sentinel struct{ _ [16]byte }

// countCollections counts by a finalizer that comes round once in a collection.
func countCollections(n *int64) {
	var again func(*sentinel)
	again = func(s *sentinel) {
		atomic.AddInt64(n, 1)
		runtime.SetFinalizer(&sentinel{}, again)
	}
	runtime.SetFinalizer(&sentinel{}, again)
}

// allocate keeps a live heap that swells and shrinks, and asks for a collection now and then.
func allocate(s settings, collections *int64) {
	random := rand.New(rand.NewSource(s.seed))
	ring := make([][]byte, 512)
	trees := make([]map[int]string, 8)
	begun := time.Now()
	forced := int64(0)
	for i := 0; atomic.LoadInt64(collections) < int64(s.cycles); i++ {
		swell := 1 + math.Sin(time.Since(begun).Seconds()*2)
		chunk := make([]byte, 1024+random.Intn(1+int(swell*96*1024)))
		chunk[len(chunk)-1] = 1
		ring[random.Intn(len(ring))] = chunk
		if i%512 == 0 {
			tree := make(map[int]string)
			for k := 0; k < 2000; k++ {
				tree[k] = fmt.Sprint("value", k)
			}
			trees[random.Intn(len(trees))] = tree
		}
		if n := atomic.LoadInt64(collections); n >= forced+17 {
			forced = n
			runtime.GC()
		}
		if i%16 == 0 {
			time.Sleep(100 * time.Microsecond)
		}
	}
	runtime.KeepAlive(ring)
	runtime.KeepAlive(trees)
}

// outsideTheHeap is room for copies that the collector does not know of.
func outsideTheHeap(size int) []byte {
	room, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE,
		syscall.MAP_ANON|syscall.MAP_PRIVATE|syscall.MAP_NORESERVE)
	if err != nil {
		panic(err)
	}
	return room[:0]
}

// logRecords writes records until told to stop, each by one write, and returns their copies.
func logRecords(s settings, g int, stop <-chan struct{}) []byte {
	random := rand.New(rand.NewSource(s.seed*1000 + int64(g)))
	write := styles[s.style]
	copies := outsideTheHeap(1 << 30)
	buffer := make([]byte, 0, 32<<10)
	begun := time.Now()
	for n := 0; ; n++ {
		select {
		case <-stop:
			return copies
		default:
		}
		if s.rate > 0 {
			// Poisson arrivals: the next record is due so much later than the last.
			mean := float64(time.Second) * float64(s.goroutines) / float64(s.rate)
			begun = begun.Add(time.Duration(random.ExpFloat64() * mean))
			if wait := time.Until(begun); wait > 0 {
				time.Sleep(wait)
			}
		}
		buffer = write(buffer[:0], random, g, n)
		if _, err := os.Stderr.Write(buffer); err != nil {
			panic(err)
		}
		if s.style != "large" {
			copies = append(copies, buffer...)
			copies = append(copies, separator)
		}
	}
}
