// The bundled faces (the one with serifs for the titles of papers), so that names and paper look the same on every machine. Loaded after the first frame: until then
// the system's own Chinese face stands in. Behind it the slices for rare characters, of which each is fetched when a
// character of it is drawn.
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
import '@fontsource/noto-serif-sc/600.css';
import './rare-faces.css';

export {};
