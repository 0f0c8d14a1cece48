// The bundled face, so that names and paper look the same on every machine. Loaded after the first frame: until then
// the system's own Chinese face stands in.
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';

export {};
